internal import JSON
internal import Tokenization

/// What transformers' `AutoTokenizer` wants beside `tokenizer.json`.
enum HuggingFaceTokenizerFiles {
  /// Writes `tokenizer_config.json` and `special_tokens_map.json` into a model directory.
  static func write(_ tokenizer: Tokenizer, maxLength: Int, to directory: String) throws(TrainingError) {
    let tokens = specialTokens(tokenizer)
    var configuration = tokens
    configuration["add_prefix_space"] = false
    configuration["model_max_length"] = .integer(maxLength)
    configuration["tokenizer_class"] = "PreTrainedTokenizerFast"
    try write(configuration, to: directory + "/tokenizer_config.json")
    try write(tokens, to: directory + "/special_tokens_map.json")
  }

  private static func specialTokens(_ tokenizer: Tokenizer) -> JSONObject {
    let ids = tokenizer.specialTokens
    var object = JSONObject()
    let roles = [
      ("bos_token", ids.bos), ("cls_token", ids.bos), ("eos_token", ids.eos), ("sep_token", ids.eos),
      ("pad_token", ids.pad), ("unk_token", ids.unk), ("mask_token", ids.mask),
    ]
    for (name, id) in roles { object[name] = tokenizer.token(id).map { .string($0) } }
    return object
  }

  private static func write(_ object: JSONObject, to path: String) throws(TrainingError) {
    try Files.writeAtomically(JSONValue.object(object).serialized(pretty: true) + [UInt8(ascii: "\n")], to: path)
  }
}
