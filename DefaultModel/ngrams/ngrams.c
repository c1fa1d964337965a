// A linear model on hashed n-grams: features, one epoch of AdaGrad, probabilities. See ngrams.py, which calls this.
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_GRAM = 5, END = 1500, ROOM = 2 * END + 8, SHORTEST_SHAPE = 4, LONGEST_SHAPE = 8 };

static const uint64_t SHAPE_SEED = 0x2545f4914f6cdd1dULL;

static uint32_t mixed(uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdULL;
  h ^= h >> 33;
  h *= 0xc4ceb9fe1a85ec53ULL;
  return (uint32_t)(h >> 32);
}

static int is_word(uint32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
}

static int is_blank(uint32_t c) { return c <= ' '; }

// UTF-8 to scalars, each digit as 0, of a long text its ends; malformed bytes count as themselves.
static int scalars(const uint8_t *text, int64_t length, uint32_t *out) {
  int count = 0;
  out[count++] = '\n';
  int64_t skip_from = length > 2 * END ? END : length, skip_to = length > 2 * END ? length - END : length;
  for (int64_t i = 0; i < length;) {
    if (i >= skip_from && i < skip_to) { out[count++] = '\n'; i = skip_to; continue; }
    uint8_t b = text[i];
    int more = b >= 0xf0 ? 3 : b >= 0xe0 ? 2 : b >= 0xc0 ? 1 : 0;
    uint32_t c = more == 3 ? b & 7 : more == 2 ? b & 15 : more == 1 ? b & 31 : b;
    if (i + more >= length) more = 0;
    for (int k = 1; k <= more; ++k) c = c << 6 | (text[i + k] & 63);
    i += 1 + more;
    out[count++] = c >= '0' && c <= '9' ? '0' : c;
  }
  out[count++] = '\n';
  return count;
}

typedef struct {
  uint32_t mask, stamp;
  uint32_t *stamps;
  int32_t *places;
  int count;
} features_t;

static void add(features_t *f, uint64_t hash) {
  uint32_t place = mixed(hash) & f->mask;
  if (f->stamps[place] != f->stamp) {
    f->stamps[place] = f->stamp;
    f->places[f->count++] = (int32_t)place;
  }
}

// The shape of a text, as Sources/NGrams/NGramShape.swift has it but for control characters: each word as one mark (digits, capital or other), each blank as one, a line break and what follows it.
static int shape(const uint32_t *c, int n, uint32_t *out) {
  int count = 0;
  for (int i = 0; i < n;) {
    if (is_word(c[i])) {
      out[count++] = c[i] == '0' ? '0' : c[i] >= 'A' && c[i] <= 'Z' ? 'A' : 'a';
      while (i < n && is_word(c[i])) ++i;
    } else if (is_blank(c[i])) {
      int breaks = 0, indents = 0;
      for (; i < n && is_blank(c[i]); ++i) {
        breaks |= c[i] == '\n';
        indents = c[i] != '\n';
      }
      if (breaks) out[count++] = '\n';
      if (indents) out[count++] = ' ';
    } else {
      out[count++] = c[i++];
    }
  }
  return count;
}

// Adds runs of 4 to 8 marks of a text's shape.
static void find_shapes(features_t *f, const uint32_t *c, int n, uint32_t *marks) {
  int count = shape(c, n, marks);
  for (int i = 0; i < count; ++i) {
    uint64_t h = SHAPE_SEED;
    for (int k = 0; k < LONGEST_SHAPE && i + k < count; ++k) {
      h = (h ^ marks[i + k]) * 1099511628211ULL;
      if (k + 1 >= SHORTEST_SHAPE) add(f, h * 8 + (uint64_t)(k + 1 - SHORTEST_SHAPE));
    }
  }
}

// Fills f with the places of a text: runs of 1 to 5 scalars, words, pairs of neighbouring words, and where `shapes`, of runs
// of its shape, for which there is room in c behind the scalars.
static void find(features_t *f, const uint8_t *text, int64_t length, uint32_t *c, int shapes) {
  int n = scalars(text, length, c);
  f->stamp += 1;
  f->count = 0;
  for (int i = 0; i < n; ++i) {
    uint64_t h = 14695981039346656037ULL;
    for (int k = 0; k < LONGEST_GRAM && i + k < n; ++k) {
      h = (h ^ c[i + k]) * 1099511628211ULL;
      add(f, h * 8 + (uint64_t)k);
    }
  }
  uint64_t before = 0;
  for (int i = 0; i < n;) {
    if (is_blank(c[i])) { ++i; continue; }
    int word = is_word(c[i]);
    uint64_t h = 0x9e3779b97f4a7c15ULL;
    while (i < n && !is_blank(c[i]) && is_word(c[i]) == word) h = (h ^ c[i++]) * 1099511628211ULL;
    add(f, h * 8 + 6);
    if (before) add(f, (before * 31 + h) * 8 + 7);
    before = h | 1;
  }
  if (shapes) find_shapes(f, c, n, c + ROOM);
}

typedef struct { int bits, classes; float *weights, *squares; } model_t;

static void softmax(float *z, int n) {
  float most = z[0], sum = 0;
  for (int k = 1; k < n; ++k) most = z[k] > most ? z[k] : most;
  for (int k = 0; k < n; ++k) sum += z[k] = expf(z[k] - most);
  for (int k = 0; k < n; ++k) z[k] /= sum;
}

static void scores(const float *weights, int classes, const features_t *f, float *z) {
  memset(z, 0, (size_t)classes * sizeof *z);
  for (int i = 0; i < f->count; ++i) {
    const float *row = weights + (int64_t)f->places[i] * classes;
    for (int k = 0; k < classes; ++k) z[k] += row[k];
  }
  float scale = f->count ? 1.0f / sqrtf((float)f->count) : 0;
  for (int k = 0; k < classes; ++k) z[k] *= scale;
}

static int begin(features_t *f, int bits, uint32_t **c) {
  f->mask = (1u << bits) - 1;
  f->stamp = 0;
  f->stamps = calloc((size_t)1 << bits, sizeof *f->stamps);
  f->places = malloc(sizeof *f->places * ROOM * (LONGEST_GRAM + 2 + LONGEST_SHAPE - SHORTEST_SHAPE + 1));
  *c = malloc(sizeof **c * 2 * ROOM);
  return f->stamps && f->places && *c;
}

static void end(features_t *f, uint32_t *c) {
  free(f->stamps);
  free(f->places);
  free(c);
}

// Texts lie in `bytes`, text i from starts[i] to ends[i]. One AdaGrad step a text, in order. Returns the mean loss, -1: no memory.
double learn(int bits, int shapes, int classes, float *weights, float *squares, const uint8_t *bytes, const int64_t *starts,
             const int64_t *ends, const int32_t *targets, int64_t count, float rate, float smoothing) {
  features_t f;
  uint32_t *c;
  if (!begin(&f, bits, &c)) return -1;
  float *p = malloc(sizeof *p * classes);
  int *moved = malloc(sizeof *moved * classes);
  double loss = 0;
  for (int64_t i = 0; i < count; ++i) {
    find(&f, bytes + starts[i], ends[i] - starts[i], c, shapes);
    if (f.count == 0) continue;
    scores(weights, classes, &f, p);
    softmax(p, classes);
    loss -= log(p[targets[i]] > 1e-9f ? p[targets[i]] : 1e-9f);
    p[targets[i]] -= 1 - smoothing;
    float scale = 1.0f / sqrtf((float)f.count);
    int several = 0;
    for (int k = 0; k < classes; ++k) if (p[k] > 2e-4f || p[k] < -2e-4f) moved[several++] = k;
    for (int j = 0; j < f.count; ++j) {
      float *w = weights + (int64_t)f.places[j] * classes, *s = squares + (int64_t)f.places[j] * classes;
      for (int m = 0; m < several; ++m) {
        int k = moved[m];
        float g = p[k] * scale;
        s[k] += g * g;
        w[k] -= rate * g / sqrtf(s[k]);
      }
    }
  }
  free(p);
  free(moved);
  end(&f, c);
  return loss / (double)count;
}

// The probabilities of texts: out[count][classes]. Returns 0, -1: no memory.
int answer(int bits, int shapes, int classes, const float *weights, const uint8_t *bytes, const int64_t *starts, const int64_t *ends,
           int64_t count, float *out) {
  features_t f;
  uint32_t *c;
  if (!begin(&f, bits, &c)) return -1;
  for (int64_t i = 0; i < count; ++i) {
    find(&f, bytes + starts[i], ends[i] - starts[i], c, shapes);
    scores(weights, classes, &f, out + i * classes);
    softmax(out + i * classes, classes);
  }
  end(&f, c);
  return 0;
}
