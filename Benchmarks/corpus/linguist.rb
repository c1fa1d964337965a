# Reads paths from standard input, one a line, and writes what GitHub's Linguist calls each: its name, or nothing.
require 'linguist'

base = ARGV.fetch(0)
$stdin.each_line(chomp: true) do |path|
  language = begin
    Linguist::FileBlob.new(File.join(base, path), base).language
  rescue StandardError
    nil
  end
  puts language ? language.name : ''
end
