/*
 * One indicator, or fifteen candlestick patterns, of TA-Lib over columns of doubles in a file: open, high, low, close.
 * Usage: driver FILE COUNT NAME. Runs once to warm up and once to be timed; prints milliseconds and the last values, of patterns how many were seen.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "ta_libc.h"

typedef TA_RetCode (*Pattern)(int, int, const double[], const double[], const double[], const double[], int *, int *, int[]);

static TA_RetCode morning_star(int s, int e, const double o[], const double h[], const double l[], const double c[], int *b, int *n, int out[]) {
  return TA_CDLMORNINGSTAR(s, e, o, h, l, c, 0.3, b, n, out);
}

static TA_RetCode evening_star(int s, int e, const double o[], const double h[], const double l[], const double c[], int *b, int *n, int out[]) {
  return TA_CDLEVENINGSTAR(s, e, o, h, l, c, 0.3, b, n, out);
}

static TA_RetCode dark_cloud(int s, int e, const double o[], const double h[], const double l[], const double c[], int *b, int *n, int out[]) {
  return TA_CDLDARKCLOUDCOVER(s, e, o, h, l, c, 0.5, b, n, out);
}

static const Pattern PATTERNS[] = {
  TA_CDLDOJI, TA_CDLDRAGONFLYDOJI, TA_CDLGRAVESTONEDOJI, TA_CDLSPINNINGTOP, TA_CDLMARUBOZU,
  TA_CDLHAMMER, TA_CDLHANGINGMAN, TA_CDLINVERTEDHAMMER, TA_CDLSHOOTINGSTAR, TA_CDLENGULFING,
  TA_CDLHARAMI, TA_CDLPIERCING, dark_cloud, morning_star, evening_star,
};
#define PATTERN_COUNT ((int)(sizeof(PATTERNS) / sizeof(PATTERNS[0])))

static int count, first, known;
static double *o, *h, *l, *c, *out[3];
static int *seen[PATTERN_COUNT], seen_known[PATTERN_COUNT];

static int run(const char *name) {
  int last = count - 1;
  if (!strcmp(name, "SMA")) return TA_SMA(0, last, c, 20, &first, &known, out[0]), 1;
  if (!strcmp(name, "EMA")) return TA_EMA(0, last, c, 20, &first, &known, out[0]), 1;
  if (!strcmp(name, "RSI")) return TA_RSI(0, last, c, 14, &first, &known, out[0]), 1;
  if (!strcmp(name, "MACD")) return TA_MACD(0, last, c, 12, 26, 9, &first, &known, out[0], out[1], out[2]), 3;
  if (!strcmp(name, "BBANDS")) return TA_BBANDS(0, last, c, 20, 2, 2, TA_MAType_SMA, &first, &known, out[0], out[1], out[2]), 3;
  if (!strcmp(name, "ATR")) return TA_ATR(0, last, h, l, c, 14, &first, &known, out[0]), 1;
  if (!strcmp(name, "ADX")) return TA_ADX(0, last, h, l, c, 14, &first, &known, out[0]), 1;
  if (!strcmp(name, "STOCH"))
    return TA_STOCH(0, last, h, l, c, 14, 3, TA_MAType_SMA, 3, TA_MAType_SMA, &first, &known, out[0], out[1]), 2;
  for (int each = 0; each < PATTERN_COUNT; each++)
    PATTERNS[each](0, last, o, h, l, c, &first, &seen_known[each], seen[each]);
  return 0;
}

static double *column(FILE *file) {
  double *values = malloc(sizeof(double) * count);
  if (values == NULL || fread(values, sizeof(double), count, file) != (size_t)count) exit(1);
  return values;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  count = atoi(argv[2]);
  FILE *file = fopen(argv[1], "rb");
  if (file == NULL) return 1;
  o = column(file), h = column(file), l = column(file), c = column(file);
  for (int each = 0; each < 3; each++) out[each] = malloc(sizeof(double) * count);
  for (int each = 0; each < PATTERN_COUNT; each++) seen[each] = malloc(sizeof(int) * count);
  TA_Initialize();
  run(argv[3]);
  struct timespec from, to;
  clock_gettime(CLOCK_MONOTONIC, &from);
  int lines = run(argv[3]);
  clock_gettime(CLOCK_MONOTONIC, &to);
  printf("%.6f", (to.tv_sec - from.tv_sec) * 1e3 + (to.tv_nsec - from.tv_nsec) / 1e6);
  for (int each = 0; each < lines; each++) printf(" %.17g", out[each][known - 1]);
  for (int each = 0; lines == 0 && each < PATTERN_COUNT; each++) {
    int hits = 0;
    for (int bar = 0; bar < seen_known[each]; bar++) hits += seen[each][bar] != 0;
    printf(" %d", hits);
  }
  printf("\n");
  return 0;
}
