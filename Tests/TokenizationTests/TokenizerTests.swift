// The tests are being written.
