mock_data "archive_file" {
  defaults = { output_path = "tests/bundle/index.mjs", output_sha256 = "c0ffee" }
}
