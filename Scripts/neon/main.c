// Holds every set of kernels that this processor runs against the scalar one: `main NAME` fails where the set of that name
// is not among them, `main` alone takes those that are there.
#include "check.h"

int failures, checks;

int main(int count, char **names) {
  int met = count < 2;
  const ck_table *truth = ck_table_at(0);
  check_products(truth, truth);
  for (int i = 1; i < 8; i++) {
    const ck_table *table = ck_table_at(i);
    if (!table) continue;
    const int before = checks;
    check_rows(table, truth);
    check_products(table, truth);
    printf("  %s: %d checks\n", table->name, checks - before);
    if (count > 1 && strcmp(names[1], table->name) == 0) met = 1;
  }
  if (count > 1 && strcmp(names[1], ck_best()->name) != 0) {
    printf("  FAILED: %s is taken, not %s\n", ck_best()->name, names[1]);
    failures++;
  }
  if (!met) printf("  FAILED: no %s here\n", names[1]);
  if (failures) printf("  %d of %d checks failed\n", failures, checks);
  return failures || !met;
}
