/* The readers of free MPS and CPLEX LP files that GLPK contains, behind the same guard. */

#include "CGLPK.h"

#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  jmp_buf recovery;
  const char *path;
  int32_t keeps; /* the text that follows belongs to a complaint about the file */
  assay_glpk_file *file;
} read_scope;

static void on_error(void *info) { longjmp(((read_scope *)info)->recovery, 1); }

/* A complaint begins "path:line: "; the last one is what ended the reading, the others were warnings. */
static int on_text(void *info, const char *text) {
  read_scope *scope = info;
  char *message = scope->file->message;
  size_t length = strlen(scope->path);
  if (glp_at_error()) {
    scope->keeps = 1;
  } else if (strncmp(text, scope->path, length) == 0 && text[length] == ':') {
    scope->keeps = 1;
    message[0] = 0;
    text += length + 1;
  }
  if (scope->keeps) strncat(message, text, ASSAY_GLPK_MESSAGE_SIZE - 1 - strlen(message));
  if (strchr(text, '\n') != NULL) scope->keeps = 0;
  return 1;
}

static void *room(read_scope *scope, size_t count, size_t size) {
  void *memory = calloc(count + 1, size);
  if (memory == NULL) {
    strcpy(scope->file->message, "there is not enough memory");
    longjmp(scope->recovery, 1);
  }
  return memory;
}

static double lower(int type, double bound) { return type == GLP_FR || type == GLP_UP ? -INFINITY : bound; }

static double upper(int type, double bound) { return type == GLP_FR || type == GLP_LO ? INFINITY : bound; }

static void copy(glp_prob *problem, read_scope *scope) {
  assay_glpk_file *file = scope->file;
  file->column_count = glp_get_num_cols(problem);
  file->row_count = glp_get_num_rows(problem);
  file->maximize = glp_get_obj_dir(problem) == GLP_MAX;
  file->cost_constant = glp_get_obj_coef(problem, 0);
  size_t columns = (size_t)file->column_count, rows = (size_t)file->row_count;
  size_t entries = (size_t)glp_get_num_nz(problem), letters = 0;
  file->column_cost = room(scope, columns, sizeof(double));
  file->column_lower = room(scope, columns, sizeof(double));
  file->column_upper = room(scope, columns, sizeof(double));
  file->column_is_integer = room(scope, columns, 1);
  file->row_lower = room(scope, rows, sizeof(double));
  file->row_upper = room(scope, rows, sizeof(double));
  file->row_start = room(scope, rows + 1, sizeof(int32_t));
  file->entry_column = room(scope, entries, sizeof(int32_t));
  file->entry_value = room(scope, entries, sizeof(double));
  for (int32_t column = 0; column < file->column_count; column++) {
    const char *name = glp_get_col_name(problem, column + 1);
    int type = glp_get_col_type(problem, column + 1);
    file->column_cost[column] = glp_get_obj_coef(problem, column + 1);
    file->column_lower[column] = lower(type, glp_get_col_lb(problem, column + 1));
    file->column_upper[column] = upper(type, glp_get_col_ub(problem, column + 1));
    file->column_is_integer[column] = glp_get_col_kind(problem, column + 1) != GLP_CV;
    letters += name == NULL ? 1 : strlen(name) + 1;
  }
  for (int32_t row = 0; row < file->row_count; row++) {
    const char *name = glp_get_row_name(problem, row + 1);
    int type = glp_get_row_type(problem, row + 1);
    int32_t start = file->row_start[row];
    file->row_lower[row] = lower(type, glp_get_row_lb(problem, row + 1));
    file->row_upper[row] = upper(type, glp_get_row_ub(problem, row + 1));
    int length = glp_get_mat_row(problem, row + 1, NULL, NULL);
    int *places = glp_alloc(length + 1, sizeof(int));
    double *values = glp_alloc(length + 1, sizeof(double));
    glp_get_mat_row(problem, row + 1, places, values);
    for (int place = 0; place < length; place++) {
      file->entry_column[start + place] = places[place + 1] - 1;
      file->entry_value[start + place] = values[place + 1];
    }
    glp_free(places);
    glp_free(values);
    file->row_start[row + 1] = start + length;
    letters += name == NULL ? 1 : strlen(name) + 1;
  }
  file->names = room(scope, letters, 1);
  char *end = file->names;
  for (int32_t index = 0; index < file->column_count + file->row_count; index++) {
    const char *name = index < file->column_count ? glp_get_col_name(problem, index + 1)
                                                  : glp_get_row_name(problem, index - file->column_count + 1);
    if (name != NULL) {
      strcpy(end, name);
      end += strlen(name);
    }
    end++;
  }
}

int32_t assay_glpk_read(const char *path, int32_t is_mps, assay_glpk_file *file) {
  read_scope scope;
  memset(file, 0, sizeof *file);
  scope.path = path;
  scope.keeps = 0;
  scope.file = file;
  if (setjmp(scope.recovery) != 0) {
    glp_free_env();
    return 1;
  }
  glp_term_hook(on_text, &scope);
  glp_error_hook(on_error, &scope);
  glp_term_out(GLP_ON); /* the hook is called only then; it prints nothing */
  glp_prob *problem = glp_create_prob();
  glp_mpscp control;
  glp_init_mpscp(&control);
  control.tol_mps = 0; /* else small coefficients are dropped without a word */
  int code = is_mps ? glp_read_mps(problem, GLP_MPS_FILE, &control, path) : glp_read_lp(problem, NULL, path);
  /* The LP reader merely warns of a file that breaks off between two sections; half a program is another program. */
  if (code == 0 && strstr(file->message, "'end' missing") != NULL) code = 1;
  if (code == 0) {
    file->message[0] = 0;
    copy(problem, &scope);
  }
  glp_free_env();
  return code != 0;
}

void assay_glpk_free_file(assay_glpk_file *file) {
  free(file->column_cost);
  free(file->column_lower);
  free(file->column_upper);
  free(file->column_is_integer);
  free(file->row_lower);
  free(file->row_upper);
  free(file->row_start);
  free(file->entry_column);
  free(file->entry_value);
  free(file->names);
  memset(file, 0, sizeof *file);
}
