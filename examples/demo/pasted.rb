class Ledger
  attr_reader :entries

  def initialize
    @entries = Hash.new { |hash, key| hash[key] = [] }
  end

  def record(account, amount)
    raise ArgumentError, "no amount" if amount.zero?

    @entries[account] << amount
  end

  def balance(account)
    @entries[account].sum
  end
end
