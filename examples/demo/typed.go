// Reads names, one a line.
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	seen := map[string]int{}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		seen[lines.Text()]++
	}
	for name, count := range seen {
		fmt.Printf("%s: %d\n", name, count)
	}
}
