/* The MiniSat that GLPK contains, behind the same guard: no jump passes a Swift frame.
 *
 * MiniSat looks at no clock and has no callback, but it prints a line at each restart. The terminal hook reads the
 * clock then and leaves by longjmp where the time is up. glp_free_env() frees the problem; what MiniSat itself has
 * allocated (its copy of the clauses and what it learnt) has no owner outside it and is lost. */

#include "CGLPK.h"

#include <glpk.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { FAULT = 1, TIME_IS_UP = 2 };

typedef struct {
  jmp_buf recovery;
  const assay_glpk_formula *formula;
  const assay_glpk_search *search;
  assay_glpk_result *result;
  double started;
  double last_restart;
} search_scope;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void on_error(void *info) { longjmp(((search_scope *)info)->recovery, FAULT); }

/* A restart's line begins "| conflicts | clauses literals |"; the searches between restarts grow by half each. */
static void on_restart(search_scope *scope, const char *line) {
  double conflicts, time = now();
  if (sscanf(line, "| %lf |", &conflicts) != 1) return;
  double next = 1.5 * (time - scope->last_restart);
  double left = scope->search->time_limit_seconds - (time - scope->started);
  scope->last_restart = time;
  if (scope->search->progress != NULL)
    scope->search->progress(scope->search->progress_context, conflicts, time - scope->started);
  if (left <= 0 || next - left > left) longjmp(scope->recovery, TIME_IS_UP);
}

static int on_text(void *info, const char *text) {
  search_scope *scope = info;
  if (glp_at_error()) {
    char *message = scope->result->message;
    strncat(message, text, ASSAY_GLPK_MESSAGE_SIZE - 1 - strlen(message));
  } else {
    on_restart(scope, text);
  }
  return 1;
}

/* One row for each clause: the sum of x over its positive and of 1 - x over its negative literals is at least 1. */
static void build(glp_prob *problem, const assay_glpk_formula *formula) {
  glp_add_cols(problem, formula->variable_count);
  for (int32_t variable = 1; variable <= formula->variable_count; variable++)
    glp_set_col_kind(problem, variable, GLP_BV);
  glp_add_rows(problem, formula->clause_count);
  int longest = 0;
  for (int32_t clause = 0; clause < formula->clause_count; clause++) {
    int length = formula->clause_start[clause + 1] - formula->clause_start[clause];
    if (length > longest) longest = length;
  }
  int *variables = glp_alloc(longest + 1, sizeof(int));
  double *signs = glp_alloc(longest + 1, sizeof(double));
  for (int32_t clause = 0; clause < formula->clause_count; clause++) {
    int32_t start = formula->clause_start[clause];
    int length = formula->clause_start[clause + 1] - start, negative = 0;
    for (int place = 1; place <= length; place++) {
      int32_t literal = formula->literals[start + place - 1];
      variables[place] = literal < 0 ? -literal : literal;
      signs[place] = literal < 0 ? -1.0 : 1.0;
      negative += literal < 0;
    }
    glp_set_mat_row(problem, clause + 1, length, variables, signs);
    glp_set_row_bnds(problem, clause + 1, GLP_LO, 1.0 - negative, 0.0);
  }
  glp_free(variables);
  glp_free(signs);
}

int32_t assay_glpk_satisfy(const assay_glpk_formula *formula, const assay_glpk_search *search, uint8_t *model,
                           assay_glpk_result *result) {
  search_scope scope;
  memset(result, 0, sizeof *result);
  result->status = ASSAY_GLPK_UNKNOWN;
  scope.formula = formula;
  scope.search = search;
  scope.result = result;
  scope.started = now();
  scope.last_restart = scope.started;
  int jump = setjmp(scope.recovery);
  if (jump != 0) {
    glp_free_env();
    result->status = ASSAY_GLPK_UNKNOWN;
    return jump == FAULT;
  }
  glp_term_hook(on_text, &scope);
  glp_error_hook(on_error, &scope);
  glp_term_out(GLP_ON); /* the hook is called only then; it prints nothing */
  glp_prob *problem = glp_create_prob();
  build(problem, formula);
  int code = glp_minisat1(problem);
  if (code == 0 && glp_mip_status(problem) == GLP_OPT) {
    result->status = ASSAY_GLPK_FEASIBLE;
    for (int32_t variable = 0; variable < formula->variable_count; variable++)
      model[variable] = glp_mip_col_val(problem, variable + 1) > 0.5;
  } else if (code == 0 && glp_mip_status(problem) == GLP_NOFEAS) {
    result->status = ASSAY_GLPK_INFEASIBLE;
  } else {
    snprintf(result->message, sizeof result->message, "glp_minisat1 gave the code %d", code);
  }
  glp_free_env();
  return code != 0;
}
