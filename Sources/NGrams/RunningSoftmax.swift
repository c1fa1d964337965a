#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The logarithm of the sum of exponentials of logits that come one after the other (Milakov and Gimelshein 2018, "Online
/// normalizer calculation for softmax").
struct RunningSoftmax {
  private var highest = -Float.infinity
  /// The sum of exp(logit - highest).
  private var sum: Float = 0

  @inline(__always)
  mutating func add(_ logit: Float) {
    if logit > highest {
      sum = sum * exp(highest - logit) + 1
      highest = logit
    } else {
      sum += exp(logit - highest)
    }
  }

  /// What one logit more has of the softmax with all that came.
  func share(of logit: Float) -> Double {
    1 / (1 + Double(sum) * exp(Double(highest) - Double(logit)))
  }
}
