import Figures
import Testing

@Suite struct NumberTextTests {
  @Test(
    arguments: [
      (0.00123, "0.00123"), (0.00015, "1.50e-04"), (45.06, "45.1"), (1.2e-05, "1.20e-05"), (0, "0"),
      (1_234_567, "1234567"), (2e9, "2.00e+09"),
      (.leastNonzeroMagnitude, "4.94e-324"), (-0.5, "-0.500"), (.infinity, "–"), (.nan, "–"),
    ] as [(Double, String)])
  func significantDigits(value: Double, text: String) throws { #expect(NumberText.significant(value) == text) }

  @Test func others() throws {
    #expect(NumberText.grouped(1_234_567) == "1,234,567")
    #expect(NumberText.grouped(-123) == "-123")
    #expect(NumberText.grouped(Int.min) == "-9,223,372,036,854,775,808")
    #expect(NumberText.clock(3723) == "1:02:03")
    #expect(NumberText.clock(45.2) == "0:45")
    #expect(NumberText.clock(.nan) == "–")
    #expect(NumberText.clock(-1e300) == "–")
    #expect(NumberText.percent(0.742) == "74.2 %")
    #expect(NumberText.fixed(1e300, 2) == "–")
  }
}
