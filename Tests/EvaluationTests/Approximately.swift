/// Whether two numbers differ by no more than `tolerance`.
func isNear(_ left: Double, _ right: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs(left - right) <= tolerance
}
