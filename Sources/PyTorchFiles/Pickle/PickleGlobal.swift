/// The functions and classes that the pickle of a state dictionary may name. They are known by name and never run.
enum PickleGlobal: Equatable {
  case orderedDict
  case rebuildTensorV2
  /// The same with a dtype behind it, over a storage of bytes.
  case rebuildTensorV3
  case rebuildParameter
  case size
  /// A storage's class; nil is one of bytes.
  case storage(PyTorchDType?)
  case dtype(PyTorchDType)

  /// Knows `module.name`, or throws the error that names it.
  init(module: String, name: String) throws(PyTorchFileError.Problem) {
    switch (module, name) {
    case ("collections", "OrderedDict"): self = .orderedDict
    case ("torch._utils", "_rebuild_tensor_v2"): self = .rebuildTensorV2
    case ("torch._utils", "_rebuild_tensor_v3"): self = .rebuildTensorV3
    case ("torch._utils", "_rebuild_parameter"): self = .rebuildParameter
    case ("torch", "Size"): self = .size
    case ("torch.storage", "UntypedStorage"), ("torch.storage", "TypedStorage"): self = .storage(nil)
    case ("torch", _):
      if let dtype = PyTorchDType(storageClass: name) {
        self = .storage(dtype)
      } else if let dtype = PyTorchDType(rawValue: name) {
        self = .dtype(dtype)
      } else {
        throw .forbiddenGlobal("\(module).\(name)")
      }
    default: throw .forbiddenGlobal("\(module).\(name)")
    }
  }
}
