/* The one place that calls GLPK.
 *
 * GLPK answers a misuse by printing and aborting the process. Its error hook may leave by longjmp; the jump stays
 * inside this file, below every Swift frame, and glp_free_env() then frees all that GLPK held on the thread. */

#include "CGLPK.h"

#include <float.h>
#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <string.h>
#include <time.h>

#define PROGRESS_INTERVAL_SECONDS 0.25

/* A simplex run that takes more iterations than this goes round in a circle. */
#define ITERATIONS_ALLOWED 20000
#define ITERATIONS_PER_LINE 200

typedef struct {
  jmp_buf recovery;
  const assay_glpk_program *program;
  const assay_glpk_options *options;
  double *values;
  assay_glpk_result *result;
  double started;
  double reported;
  double relaxation; /* optimum of the root relaxation, a bound for the whole search */
} solve_scope;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void on_error(void *info) { longjmp(((solve_scope *)info)->recovery, 1); }

/* Swallows all terminal output, and keeps what belongs to a fatal error. */
static int on_text(void *info, const char *text) {
  solve_scope *scope = info;
  if (glp_at_error()) {
    char *message = scope->result->message;
    strncat(message, text, ASSAY_GLPK_MESSAGE_SIZE - 1 - strlen(message));
  }
  return 1;
}

static int remaining_milliseconds(const solve_scope *scope) {
  double left = scope->options->time_limit_milliseconds - 1000.0 * (now() - scope->started);
  return left > 0 ? (int)left : 0;
}

static int bound_type(double lower, double upper) {
  if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
  if (isinf(upper)) return GLP_LO;
  return lower == upper ? GLP_FX : GLP_DB;
}

static double finite_or_zero(double bound) { return isinf(bound) ? 0.0 : bound; }

static int32_t build(glp_prob *problem, const assay_glpk_program *program) {
  int32_t integers = 0;
  glp_set_obj_dir(problem, program->maximize ? GLP_MAX : GLP_MIN);
  glp_set_obj_coef(problem, 0, program->cost_constant);
  if (program->row_count > 0) glp_add_rows(problem, program->row_count);
  if (program->column_count > 0) glp_add_cols(problem, program->column_count);
  for (int32_t row = 0; row < program->row_count; row++) {
    double lower = program->row_lower[row], upper = program->row_upper[row];
    glp_set_row_bnds(problem, row + 1, bound_type(lower, upper), finite_or_zero(lower), finite_or_zero(upper));
  }
  for (int32_t column = 0; column < program->column_count; column++) {
    double lower = program->column_lower[column], upper = program->column_upper[column];
    if (program->column_is_integer[column]) {
      glp_set_col_kind(problem, column + 1, GLP_IV);
      integers++;
    }
    glp_set_col_bnds(problem, column + 1, bound_type(lower, upper), finite_or_zero(lower), finite_or_zero(upper));
    glp_set_obj_coef(problem, column + 1, program->column_cost[column]);
  }
  if (program->entry_count > 0) {
    size_t slots = (size_t)program->entry_count + 1;
    int *rows = glp_alloc((int)slots, sizeof(int));
    int *columns = glp_alloc((int)slots, sizeof(int));
    double *entries = glp_alloc((int)slots, sizeof(double));
    for (int32_t entry = 0; entry < program->entry_count; entry++) {
      rows[entry + 1] = program->entry_row[entry] + 1;
      columns[entry + 1] = program->entry_column[entry] + 1;
      entries[entry + 1] = program->entry_value[entry];
    }
    glp_load_matrix(problem, program->entry_count, rows, columns, entries);
    glp_free(rows);
    glp_free(columns);
    glp_free(entries);
  }
  return integers;
}

static void set_bound(assay_glpk_result *result, double bound) {
  if (isnan(bound) || fabs(bound) >= DBL_MAX) return;
  result->has_bound = 1;
  result->bound = bound;
}

/* The better of the tree's bound and the root relaxation's. */
static void on_tree(glp_tree *tree, void *info) {
  solve_scope *scope = info;
  int best = glp_ios_best_node(tree);
  if (best != 0) {
    double bound = glp_ios_node_bound(tree, best);
    if (fabs(bound) < DBL_MAX) {
      int weaker = scope->program->maximize ? bound > scope->relaxation : bound < scope->relaxation;
      set_bound(scope->result, weaker ? scope->relaxation : bound);
    }
  }
  double time = now();
  if (1000.0 * (time - scope->started) >= scope->options->time_limit_milliseconds) glp_ios_terminate(tree);
  if (scope->options->progress != NULL && time - scope->reported >= PROGRESS_INTERVAL_SECONDS) {
    glp_prob *searched = glp_ios_get_prob(tree);
    scope->reported = time;
    scope->options->progress(scope->options->progress_context, glp_mip_status(searched) == GLP_FEAS,
                             glp_mip_obj_val(searched), scope->result->bound);
  }
}

static void read_integers(glp_prob *problem, solve_scope *scope) {
  scope->result->has_objective = 1;
  scope->result->objective = glp_mip_obj_val(problem);
  for (int32_t column = 0; column < scope->program->column_count; column++)
    scope->values[column] = glp_mip_col_val(problem, column + 1);
}

static void read_relaxation(glp_prob *problem, solve_scope *scope) {
  scope->result->has_objective = 1;
  scope->result->objective = glp_get_obj_val(problem);
  for (int32_t column = 0; column < scope->program->column_count; column++)
    scope->values[column] = glp_get_col_prim(problem, column + 1);
}

static void solve_integers(glp_prob *problem, solve_scope *scope) {
  assay_glpk_result *result = scope->result;
  glp_iocp control;
  glp_init_iocp(&control);
  control.msg_lev = GLP_MSG_OFF;
  control.presolve = GLP_ON;
  control.fp_heur = GLP_ON; /* an early incumbent: a covering problem is solved three times faster with it */
  control.tm_lim = remaining_milliseconds(scope);
  control.cb_func = on_tree;
  control.cb_info = scope;
  if (control.tm_lim <= 0) return;
  int code = glp_intopt(problem, &control);
  int status = glp_mip_status(problem);
  if (code == GLP_ENOPFS || (code == 0 && status == GLP_NOFEAS)) {
    result->status = ASSAY_GLPK_INFEASIBLE;
    result->has_bound = 0;
  } else if (status == GLP_OPT || status == GLP_FEAS) {
    read_integers(problem, scope);
    if (code == 0 && status == GLP_OPT) {
      result->status = ASSAY_GLPK_OPTIMAL;
      set_bound(result, result->objective);
    } else {
      result->status = ASSAY_GLPK_FEASIBLE;
    }
  }
}

/* Lines are scaled by their largest entries alone: geometric means let an entry of 1e-18 that stands for zero stretch
 * its column, after which the simplex method cycles, or calls infeasible what is not. */
static int run_simplex(glp_prob *problem, solve_scope *scope) {
  glp_smcp control;
  glp_init_smcp(&control);
  control.msg_lev = GLP_MSG_OFF;
  control.tm_lim = remaining_milliseconds(scope);
  if (control.tm_lim <= 0) return GLP_ETMLIM;
  int64_t lines = (int64_t)glp_get_num_rows(problem) + glp_get_num_cols(problem);
  int64_t most = ITERATIONS_ALLOWED + ITERATIONS_PER_LINE * lines;
  control.it_lim = most < INT32_MAX ? (int)most : INT32_MAX;
  glp_scale_prob(problem, GLP_SF_EQ | GLP_SF_2N);
  glp_adv_basis(problem, 0);
  int code = glp_simplex(problem, &control);
  if (code != GLP_EITLIM) return code;
  control.tm_lim = remaining_milliseconds(scope);
  if (control.tm_lim <= 0) return GLP_ETMLIM;
  control.meth = GLP_DUALP;
  glp_unscale_prob(problem);
  glp_std_basis(problem);
  return glp_simplex(problem, &control);
}

static void solve(glp_prob *problem, solve_scope *scope) {
  assay_glpk_result *result = scope->result;
  int32_t integers = build(problem, scope->program);
  if (remaining_milliseconds(scope) <= 0) return;
  int code = run_simplex(problem, scope);
  int status = code == 0 ? glp_get_status(problem) : GLP_UNDEF;
  if (status == GLP_NOFEAS) {
    result->status = ASSAY_GLPK_INFEASIBLE;
  } else if (integers == 0) {
    if (status == GLP_OPT) {
      result->status = ASSAY_GLPK_OPTIMAL;
      read_relaxation(problem, scope);
      set_bound(result, result->objective);
    } else if (status == GLP_UNBND) {
      result->status = ASSAY_GLPK_UNBOUNDED;
    } else if (code == GLP_ETMLIM && glp_get_prim_stat(problem) == GLP_FEAS) {
      result->status = ASSAY_GLPK_FEASIBLE;
      read_relaxation(problem, scope);
    }
  } else if (status != GLP_UNBND && code != GLP_ETMLIM) {
    if (status == GLP_OPT) {
      scope->relaxation = glp_get_obj_val(problem);
      set_bound(result, scope->relaxation);
    }
    solve_integers(problem, scope);
  }
}

int32_t assay_glpk_solve(const assay_glpk_program *program, const assay_glpk_options *options, double *values,
                         assay_glpk_result *result) {
  solve_scope scope;
  memset(result, 0, sizeof *result);
  result->status = ASSAY_GLPK_UNKNOWN;
  scope.program = program;
  scope.options = options;
  scope.values = values;
  scope.result = result;
  scope.started = now();
  scope.reported = scope.started;
  scope.relaxation = program->maximize ? DBL_MAX : -DBL_MAX;
  if (setjmp(scope.recovery) != 0) {
    glp_free_env();
    result->status = ASSAY_GLPK_UNKNOWN;
    result->has_objective = 0;
    result->has_bound = 0;
    return 1;
  }
  glp_term_out(GLP_OFF);
  glp_term_hook(on_text, &scope);
  glp_error_hook(on_error, &scope);
  glp_prob *problem = glp_create_prob();
  solve(problem, &scope);
  glp_delete_prob(problem);
  glp_free_env();
  return 0;
}

const char *assay_glpk_version(void) { return glp_version(); }
