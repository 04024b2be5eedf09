#ifndef ASSAY_CGLPK_H
#define ASSAY_CGLPK_H

#include <stdint.h>

/* One linear or mixed-integer program, handed over whole. Indices count from 0; a bound that is infinite is absent. */
typedef struct {
  int32_t column_count;
  const double *column_cost;
  const double *column_lower;
  const double *column_upper;
  const uint8_t *column_is_integer;
  int32_t row_count;
  const double *row_lower;
  const double *row_upper;
  int32_t entry_count;
  const int32_t *entry_row;
  const int32_t *entry_column;
  const double *entry_value;
  double cost_constant;
  int32_t maximize;
} assay_glpk_program;

/* Called from the branch-and-bound search, on the solving thread, at most a few times a second. */
typedef void (*assay_glpk_progress)(void *context, int32_t has_incumbent, double incumbent, double bound);

typedef struct {
  int32_t time_limit_milliseconds; /* of wall time */
  assay_glpk_progress progress;    /* or NULL */
  void *progress_context;
} assay_glpk_options;

enum {
  ASSAY_GLPK_OPTIMAL = 0,
  ASSAY_GLPK_FEASIBLE = 1,
  ASSAY_GLPK_INFEASIBLE = 2,
  ASSAY_GLPK_UNBOUNDED = 3,
  ASSAY_GLPK_UNKNOWN = 4
};

enum { ASSAY_GLPK_MESSAGE_SIZE = 512 };

typedef struct {
  int32_t status;
  int32_t has_objective; /* then `values` is filled too */
  double objective;
  int32_t has_bound;
  double bound;
  char message[ASSAY_GLPK_MESSAGE_SIZE]; /* what GLPK said when it failed, else empty */
} assay_glpk_result;

/* Builds the program, solves it, reads the answer and deletes the program, all on the calling thread.
 *
 * Returns 0, or 1 where GLPK would have aborted the process; then `message` says why, everything that GLPK held on
 * this thread has been freed, and the thread can solve again. `values` has room for `column_count` numbers. */
int32_t assay_glpk_solve(const assay_glpk_program *program, const assay_glpk_options *options, double *values,
                         assay_glpk_result *result);

/* A formula in conjunctive normal form: clause c is `literals[clause_start[c] ..< clause_start[c + 1]]`. A literal is
 * a variable's number from 1, negative where it is negated; no clause is empty or names a variable twice. */
typedef struct {
  int32_t variable_count;        /* at least 1 */
  int32_t clause_count;          /* at least 1 */
  const int32_t *clause_start;   /* clause_count + 1 numbers */
  const int32_t *literals;
} assay_glpk_formula;

typedef struct {
  double time_limit_seconds; /* of wall time, looked at between restarts */
  void (*progress)(void *context, double conflicts, double elapsed_seconds); /* at each restart, or NULL */
  void *progress_context;
} assay_glpk_search;

/* Decides whether the formula is satisfiable, as assay_glpk_solve solves a program.
 *
 * The status is FEASIBLE (then `model` holds 0 or 1 for each variable), INFEASIBLE, or UNKNOWN where the time ran out.
 * The search stops at the restart that is nearer to the limit than the next is likely to be. */
int32_t assay_glpk_satisfy(const assay_glpk_formula *formula, const assay_glpk_search *search, uint8_t *model,
                           assay_glpk_result *result);

/* A program that was read from a file. The entries of row r are `row_start[r] ..< row_start[r + 1]`. */
typedef struct {
  int32_t column_count;
  int32_t row_count;
  int32_t maximize;
  double cost_constant;
  double *column_cost;
  double *column_lower; /* -INFINITY and INFINITY where there is no bound */
  double *column_upper;
  uint8_t *column_is_integer;
  double *row_lower;
  double *row_upper;
  int32_t *row_start;
  int32_t *entry_column;
  double *entry_value;
  char *names; /* of the columns, then of the rows, each ended by a zero; empty where there is none */
  char message[ASSAY_GLPK_MESSAGE_SIZE]; /* why it could not be read: "line: reason", or what GLPK said */
} assay_glpk_file;

/* Reads a free MPS file, or a CPLEX LP file. Returns 0, or 1 where it cannot be read.
 * Call assay_glpk_free_file afterwards in either case. */
int32_t assay_glpk_read(const char *path, int32_t is_mps, assay_glpk_file *file);

void assay_glpk_free_file(assay_glpk_file *file);

/* The version of the library that is linked, such as "5.0". */
const char *assay_glpk_version(void);

#endif
