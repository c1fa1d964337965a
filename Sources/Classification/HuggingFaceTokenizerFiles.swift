internal import JSON
internal import Tokenization

/// What transformers' `AutoTokenizer` wants beside `tokenizer.json`.
enum HuggingFaceTokenizerFiles {
  /// The files by their names: `tokenizer_config.json` and `special_tokens_map.json`.
  static func make(_ tokenizer: Tokenizer, maxLength: Int) -> [(name: String, json: JSONValue)] {
    let tokens = specialTokens(tokenizer)
    var configuration = tokens
    configuration["add_prefix_space"] = false
    configuration["model_max_length"] = .integer(maxLength)
    configuration["tokenizer_class"] = "PreTrainedTokenizerFast"
    return [("tokenizer_config.json", .object(configuration)), ("special_tokens_map.json", .object(tokens))]
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
}
