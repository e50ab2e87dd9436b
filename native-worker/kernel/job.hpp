// What the kernel is handed: one stretch of memory, the arena, with a job at its start. JavaScript allocates and fills it
// (native-worker/kernel-evaluator/job-layout.ts has the same fields in the same order); the kernel borrows it during a call
// and keeps nothing from one call to the next but what stands in the arena.
//
// Places in the arena are counted in blocks of 64 bytes from its start. Memory of registers is entry-major: entry e of a
// register in lane l stands at [e * lanes + l], a matrix row by row; so do features. Every lane holds one task.
#pragma once

#include <cstdint>

namespace automl_zero {

constexpr uint32_t kJobLayout = 1;
constexpr uint32_t kBlockBytes = 64;
/** A group has at most so many lanes. */
constexpr uint32_t kMostLanes = 1024;

/** What the outputs of a task set are and how they are scored (native-worker/evaluator/output-rules.ts). */
enum Rules : uint32_t {
  kRegression = 0,
  /** Two classes; s1 stays a logit in validation. */
  kBinaryLocal = 1,
  /** Two classes; s1 becomes a probability in validation too. */
  kBinaryInMemory = 2,
  /** Vector outputs. */
  kClasses = 3,
};

enum Record : uint32_t { kRecordNothing = 0, kRecordErrors = 1, kRecordPredictions = 2 };

/** Where an evaluation stands between two calls. */
enum Phase : uint32_t {
  /** The job was just written: the first group is to be begun. */
  kBegin = 0,
  kSetup = 1,
  kTrainPredict = 2,
  kTrainLearn = 3,
  kValidate = 4,
  kDone = 5,
};

/** The header of the arena. */
struct Job {
  uint32_t layout;
  uint32_t arena_blocks;
  /** F, 1 to 256. */
  uint32_t features;
  uint32_t rules;
  /** For vector outputs, 2 to F. */
  uint32_t classes;
  /** Lanes of every group: a multiple of the kernel's width, at most `kMostLanes`. */
  uint32_t lanes;
  uint32_t groups;
  /** `Group`, one after the other. */
  uint32_t group_table;

  /** Instructions of Setup, Predict and Learn, without NO_OPs. */
  uint32_t lengths[3];
  /** uint16 op, in1, in2, out for each instruction; addresses are slots (below). Unused fields are 0. */
  uint32_t words;
  /** Three doubles for each instruction. */
  uint32_t constants;
  /**
   * Slots of each kind. Slot 0 and 1 of the scalars are s0 and s1, slot 0 of the vectors is v0; with vector outputs slots
   * 1 and 2 are v1 and v2. The others stand for whatever registers the program names.
   */
  uint32_t scalars;
  uint32_t vectors;
  uint32_t matrices;
  /** Registers of the group at hand: scalars, vectors, matrices, by slot. */
  uint32_t registers;
  /** Room for the kernel's own use within a call, and for what it keeps from one slice to the next. */
  uint32_t workspace;
  uint32_t workspace_blocks;

  uint32_t train_examples;
  uint32_t valid_examples;
  uint32_t record;
  uint32_t noise_seed;
  /** Not 0: `memories` is to be filled. */
  uint32_t keeps_memory;

  /** One byte for each lane of each group: not 0 where its task is asked for. */
  uint32_t requested;
  /** One double for each lane of each group. */
  uint32_t losses;
  /** One uint32 for each lane of each group. */
  uint32_t train_steps;
  /** [group][step][lane], room for so many steps. Not read where nothing is recorded. */
  uint32_t train_trace;
  uint32_t train_trace_steps;
  uint32_t valid_trace;
  uint32_t valid_trace_steps;
  /** One uint32 for each lane of each group. */
  uint32_t train_trace_lengths;
  uint32_t valid_trace_lengths;
  /** Registers of each group at its end, each group's as in `registers`; a failed lane's from when it failed. */
  uint32_t memories;

  /** Where the evaluation stands; JavaScript writes zeros. */
  uint32_t phase;
  uint32_t group;
  uint32_t epoch;
  uint32_t step;
  uint32_t instruction;

  uint32_t reserved;
  double max_abs_error;
};

static_assert(sizeof(Job) % 8 == 0, "the doubles that follow stay aligned");

/** Tasks that go through an evaluation side by side: equally many examples and epochs. */
struct Group {
  /** Lanes that hold a task; the others hold copies of the first and are never asked for. */
  uint32_t tasks;
  uint32_t train_count;
  uint32_t valid_count;
  uint32_t epochs;
  /** [example][feature][lane] doubles, and [example][lane] labels. */
  uint32_t train_features;
  uint32_t train_labels;
  uint32_t valid_features;
  uint32_t valid_labels;
  /** Epochs before this one show the examples in stored order; from this one on `orders` says. */
  uint32_t first_ordered_epoch;
  /** [epoch - first_ordered_epoch][example][lane] uint32 indices. */
  uint32_t orders;
  /** One uint32 for each lane: first key word of its random streams. */
  uint32_t task_seeds;
  uint32_t reserved[5];
};

static_assert(sizeof(Group) == kBlockBytes, "a group's entry is one block");

/** What a call gives back. Everything below 0 says that the job was refused; nothing was read outside the arena. */
enum Status : int32_t {
  kComplete = 0,
  kMore = 1,
  kBadLayout = -1,
  kBadSize = -2,
  kBadProgram = -3,
  kBadProgress = -4,
};

}  // namespace automl_zero
