"""Writes cases.json beside it: pickles of Python's containers, of NumPy's arrays and of classes by name alone, with what they hold.

Needs Python 3.11 and NumPy 2 only. Classes of packages that are not needed to be there are made here under their names.
"""
import base64, bz2, collections, gzip, io, json, lzma, math, os, pickle, struct, sys, types, zlib

import numpy as np

cases = []


def described(value):
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return {"int" if -(2**63) <= value < 2**63 else "big": str(value)}
    if isinstance(value, float):
        return {"float": "nan" if math.isnan(value) else struct.pack(">d", value).hex()}
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [described(item) for item in value]
    if isinstance(value, dict):
        return {"dict": [[described(key), described(item)] for key, item in value.items()]}
    if isinstance(value, slice):
        return {"slice": [described(value.start), described(value.stop), described(value.step)]}
    if isinstance(value, np.dtype):
        return {"name": "numpy." + value.name}
    if isinstance(value, type) and value in (np.bool_, np.str_, np.object_):
        return {"name": "numpy." + {np.bool_: "bool", np.str_: "str", np.object_: "object"}[value]}
    if isinstance(value, type):
        return {"name": value.__module__ + "." + value.__name__}
    if isinstance(value, np.generic):
        return described(value.astype("i8").item() if value.dtype.kind in "mM" else value.item())
    if isinstance(value, np.ndarray):
        kind = value.dtype.kind
        name = {"U": "str", "S": "bytes", "O": "object"}.get(kind, value.dtype.newbyteorder("=").name)
        items = value.astype("i8") if kind in "mM" else value
        return {"array": name, "shape": list(value.shape), "values": [described(item.decode("latin1") if kind == "S" else item) for item in items.ravel().tolist()]}
    raise TypeError(type(value))


def case(name, data, value=None, refused=None, error=None):
    entry = {"name": name, "bytes": base64.b64encode(data).decode()}
    if error is None:
        entry["value"] = value if isinstance(value, dict) and "object" in value else described(value)
        # Most cases hold what another does.
        same = next((other for other in cases if other.get("value") is not None and other["value"] == entry["value"]), None)
        if same:
            del entry["value"]
            entry["same"] = same["name"]
    else:
        entry["error"], entry["refused"] = error, refused
    cases.append(entry)


def made(module, name, **members):
    """A class of a package that is not here."""
    parts = module.split(".")
    for i in range(1, len(parts) + 1):
        sys.modules.setdefault(".".join(parts[:i]), types.ModuleType(".".join(parts[:i])))
    kind = type(name, (), {"__module__": module, **members})
    setattr(sys.modules[module], name, kind)
    return kind


def made_function(module, name):
    def function(*arguments):
        raise RuntimeError("never called")

    made(module, name + "_")
    function.__module__, function.__name__, function.__qualname__ = module, name, name
    setattr(sys.modules[module], name, function)
    return function


class Called:
    """Pickled as a call of a function."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


shared = ["a", 1]
containers = {
    "none": None, "truths": [True, False], "texts": ["", "São Paulo", "\U0001F600", "line\nend", "back\\slash", "'"], "bytes": b"\x00\xff'\n", "no bytes": b"",
    "integers": [0, 1, -1, 255, 256, 65535, 65536, 2**31 - 1, -(2**31), 2**31, 2**63 - 1, -(2**63), 2**63, -(2**63) - 1, 2**2100],
    "floats": [0.0, -0.0, 1.5, 1e-320, 1e308, math.inf, -math.inf, math.nan], "tuples": ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)),
    "shared": [shared, shared], "set": {7}, "frozen": frozenset([8]), "dictionary": {"a": 1, 2: "b", None: 3.5, (1, 2): 4, True: 5},
    "ordered": collections.OrderedDict([("b", 1), ("a", 2)]), "default": collections.defaultdict(int, {"x": 3}), "counter": collections.Counter("aab"), "slice": slice(1, None, 2),
    "types": [int, float, str, bool, object, np.float64, np.int8, np.bool_, np.str_, np.object_, np.ndarray], "long": list(range(1200)), "bytearray": bytearray(b"abc"), "many": {str(i): i for i in range(40)},
}
for protocol in range(6):
    case(f"containers, protocol {protocol}", pickle.dumps(containers, protocol), containers)
case("C writer and Python writer", pickle._dumps(containers, 4), containers)
case("containers of Python 2", b"(lp0\nS'a\\xe9\\n'\np1\naV\\u20ac\np2\naI01\naI00\naI-3\naL12L\naF-1.5\nag1\na(I1\nI2\ntp3\na(dp4\nS\"b\"\nNsa.", ["aé\n", "€", True, False, -3, 12, -1.5, "aé\n", (1, 2), {"b": None}])
case("half a pair of surrogates", pickle.dumps("a\ud800b", 4), "a\ufffdb")

arrays = {kind: np.arange(6).reshape(2, 3).astype(kind) for kind in ("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "?", ">f8", ">f4", ">f2", ">i4", ">i2", ">i8", ">u2", ">u4", ">u8")}
arrays |= {
    "texts": np.array([["a", "", "São"], ["Oslo\0x", "\U0001F600", "z"]]), "big texts": np.array(["ab", "São"]).astype(">U3"), "bytes": np.array([b"a", b"bc", b"\xe9"]),
    "column-major": np.asfortranarray(np.arange(6.0).reshape(2, 3)), "column-major texts": np.asfortranarray(np.array([["a", "b", "c"], ["d", "e", "f"]])),
    "axes": np.arange(24.0).reshape(2, 3, 4).transpose(2, 0, 1), "three axes": np.asfortranarray(np.arange(24).reshape(2, 3, 4)), "strided": np.arange(10.0)[::3], "empty": np.zeros((0, 3)), "single": np.array(2.5),
    "objects": np.array([["a", None], [1.5, 7]], dtype=object), "column-major objects": np.asfortranarray(np.array([["a", None], [1.5, 7]], dtype=object)),
    "days": np.array(["2024-02-29", "NaT"], dtype="M8[D]"), "moments": np.array([1, 2], dtype="M8[ns]"), "durations": np.array([5], dtype="m8[25s]"), "nothing": np.array([], dtype="U1"),
    "values": [np.float64(1.5), np.float32(0.1), np.int64(-3), np.uint8(200), np.bool_(True), np.str_("São"), np.datetime64("2024-02-29"), np.float16(0.5)], "dtypes": [np.dtype("f4"), np.dtype(">i8"), np.dtype("O")],
}
arrays["nan"] = np.array([np.nan, np.inf, -0.0])
inside = np.empty(2, dtype=object)
inside[:] = [np.array([0.5, 1.5]), np.array(["x"])]
arrays["arrays inside"] = inside
for protocol in (0, 2, 3, 4, 5):
    case(f"arrays, protocol {protocol}", pickle.dumps(arrays, protocol), arrays)


# Random generators are kept by name alone.
def generator(name):
    return {"object": name, "fields": {}}


case("a RandomState", pickle.dumps(np.random.RandomState(0), 4), generator("numpy.random._pickle.__randomstate_ctor"))
case("a Generator", pickle.dumps(np.random.default_rng(0), 4), generator("numpy.random._pickle.__generator_ctor"))

Index = made("pandas.core.indexes.base", "Index")
Range = made("pandas.core.indexes.range", "RangeIndex")
new = made_function("pandas.core.indexes.base", "_new_Index")
names = np.array(["age", "city"], dtype=object)
case("an index of texts", pickle.dumps(Called(new, Index, {"data": names, "name": None}), 4), names)
case("an index of places", pickle.dumps(Called(new, Range, {"name": None, "start": 2, "stop": 9, "step": 3}), 4), np.array([2, 5, 8]))

# joblib: the array lies behind what describes it.
Wrapper = made("joblib.numpy_pickle", "NumpyArrayWrapper")


class Joblib(pickle._Pickler):
    def __init__(self, file, protocol, padded):
        super().__init__(file, protocol)
        self.file, self.padded = file, padded

    def save(self, obj, save_persistent_id=True):
        if type(obj) is not np.ndarray:
            return super().save(obj, save_persistent_id)
        wrapper = Wrapper()
        order = "F" if obj.flags.f_contiguous and not obj.flags.c_contiguous else "C"
        wrapper.__dict__.update(subclass=np.ndarray, shape=obj.shape, order=order, dtype=obj.dtype, allow_mmap=not obj.dtype.hasobject)
        if self.padded:
            wrapper.numpy_array_alignment_bytes = 16
        super().save(wrapper)
        if self.proto >= 4:
            self.framer.commit_frame(force=True)
        if obj.dtype.hasobject:
            self.file.write(pickle.dumps(obj, 2))
        else:
            if self.padded:
                padding = 15 - self.file.tell() % 16
                self.file.write(bytes([padding]) + b"\xff" * padding)
            self.file.write(obj.tobytes(order))


def joblib(value, protocol, padded):
    file = io.BytesIO()
    Joblib(file, protocol, padded).dump(value)
    return file.getvalue()


for protocol in (2, 3, 4, 5):
    for padded in (False, True):
        case(f"joblib, protocol {protocol}{', padded' if padded else ''}", joblib(arrays, protocol, padded), arrays)
case("joblib, one array", joblib(names, 4, True), names)

plain = pickle.dumps(arrays, 4)
case("zlib", zlib.compress(plain, 3), arrays)
case("gzip", gzip.compress(plain), arrays)
case("bz2", bz2.compress(plain), arrays)
for check in (lzma.CHECK_NONE, lzma.CHECK_CRC32, lzma.CHECK_CRC64, lzma.CHECK_SHA256):
    case(f"xz, check {check}", lzma.compress(plain, check=check, preset=9), arrays)
case("lzma", lzma.compress(plain, format=lzma.FORMAT_ALONE), arrays)
case("old zlib of joblib", b"ZF" + hex(len(plain)).ljust(19).encode() + zlib.compress(plain), arrays)

# Refused: what is named, and with which exception.
NotSupported, Invalid = "NotSupportedException", "InvalidDataException"
for module, name, word in (
    ("pandas.core.frame", "DataFrame", "data of pandas"), ("sklearn.ensemble._forest", "RandomForestClassifier", "pipeline[:-1]"), ("sklearn.preprocessing._polynomial", "SplineTransformer", "no equivalent"),
    ("sklearn.linear_model._base", "LinearRegression", "pipeline[:-1]"), ("xgboost.sklearn", "XGBClassifier", "scikit-learn"), ("my_project.features", "Own", "Model.Adopt"), ("__main__", "Own", "Model.Adopt"),
    ("torch._utils", "_rebuild_tensor", "scikit-learn"), ("pandas.core.arrays.string_", "StringArray", "list(frame.columns)"),
):
    value = made(module, name)()
    value.__dict__["a"] = 1
    case(f"{module}.{name}", pickle.dumps([1, value], 4), error=NotSupported, refused=[f"{module}.{name}", word])
case("eval", pickle.dumps(Called(eval, "1"), 4), error=Invalid, refused=["builtins.eval", "Nothing was run"])
case("getattr", pickle.dumps(Called(getattr, "", "format"), 4), error=Invalid, refused=["builtins.getattr", "Nothing was run"])
case("system", b"cos\nsystem\n(S'echo'\ntR.", error=Invalid, refused=["os.system", "at byte 0", "Nothing was run"])
case("a structure", pickle.dumps(np.zeros(2, dtype=[("a", "f8"), ("b", "i4")]), 4), error=NotSupported, refused=["dtype"])
case("complex", pickle.dumps(np.zeros(2, dtype="c16"), 4), error=NotSupported, refused=["dtype c16"])
case("extended", pickle.dumps(np.zeros(2, dtype="longdouble"), 4), error=NotSupported, refused=["dtype f16"])
case("large integers", pickle.dumps(np.array([2**63], dtype="u8"), 4), error=NotSupported, refused=["int64"])
case("two objects", pickle.dumps(1, 4) + pickle.dumps(2, 4), error=NotSupported, refused=["more than one object"])
case("two old objects", pickle.dumps([1], 0) + pickle.dumps([2], 0), error=NotSupported, refused=["more than one object"])
case("a buffer outside", pickle.dumps(np.zeros(3), 5, buffer_callback=lambda _: False), error=NotSupported, refused=["buffer"])
case("a persistent id", b"\x80\x02K\x01Q.", error=NotSupported, refused=["outside of the file"])
case("protocol 6", b"\x80\x06N.", error=NotSupported, refused=["protocol 6"])
case("LZ4", bytes([0x04, 0x22, 0x4D, 0x18]) + plain, error=NotSupported, refused=["LZ4", "joblib.dump"])
case("Zstandard", bytes([0x28, 0xB5, 0x2F, 0xFD]) + plain, error=NotSupported, refused=["Zstandard", "joblib.dump"])
case("bytes behind", pickle.dumps(1, 4) + b"\0", error=Invalid, refused=["ends at byte 6"])
case("empty", b"", error=Invalid, refused=["empty"])
case("empty zlib", zlib.compress(b""), error=Invalid, refused=["empty"])
case("HDF5", b"\x89HDF\r\n\x1a\n" + bytes(20), error=NotSupported, refused=["HDF5"])
case("zip", b"PK\x03\x04" + bytes(60), error=NotSupported, refused=["zip"])
case(".keras", b"PK\x03\x04" + bytes(26) + b"metadata.json{", error=NotSupported, refused=["Model.Load"])
case("ONNX", b"\x08\x08\x12\x04", error=NotSupported, refused=["ONNX"])
case("npy", b"\x93NUMPY\x01\x00", error=NotSupported, refused=[".npy"])
case("Git LFS", b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n", error=NotSupported, refused=["git lfs pull"])
case("JSON", b'{"a": 1}', error=NotSupported, refused=["text"])
case("a web page", b"<!DOCTYPE html>", error=NotSupported, refused=["text"])
case("no pickle", b"\x00\x01\x02\x03", error=Invalid, refused=["no pickle"])
Old = made("joblib.numpy_pickle", "NDArrayWrapper")
case("an array in another file", pickle.dumps(Old(), 2), error=NotSupported, refused=["0.10"])
archive = made_function("keras.saving.pickle_utils", "deserialize_model_from_bytecode")
case("a SavedModel", pickle.dumps(Called(archive, b"no archive"), 4), error=NotSupported, refused=["model.save"])
case("a model of Keras 2", pickle.dumps(Called(archive, b"PK the archive"), 4), {"object": "keras.models.Model", "fields": {"archive": described(b"PK the archive")}})

# What is only meant to cost: memory, time, or the stack of whoever reads it.
case("a list that contains itself", b"\x80\x02]q\x00h\x00a.", error=Invalid, refused=["contains itself"])
case("lists of the list before them", b"\x80\x02]q\x000" + b"](h\x00h\x00eq\x000" * 60 + b"h\x00.", error=Invalid, refused=["work"])
case("tuples in tuples", b"\x80\x02)" + b"\x85" * 2000 + b".", error=Invalid, refused=["deep"])
case("one text as the key of all", b"\x80\x02X" + struct.pack("<I", 5000) + b"k" * 5000 + b"q\x00}" + b"h\x00Ns" * 1500 + b".", error=Invalid, refused=["work"])
size = 8000
case("one buffer for many arrays", b"\x80\x05\x96" + struct.pack("<Q", size) + bytes(size) + b"\x94cnumpy._core.numeric\n_frombuffer\n\x94cnumpy\ndtype\n\x8c\x02f8\x85R\x94"
     + b"h\x01(h\x00h\x02M" + struct.pack("<H", size // 8) + b"\x85\x8c\x01CtR" + b"".join(b"0h\x01(h\x00h\x02M" + struct.pack("<H", size // 8) + b"\x85\x8c\x01CtR" for _ in range(1200)) + b".", error=Invalid, refused=["work"])
case("texts without characters", b"\x80\x05cnumpy._core.numeric\n_frombuffer\n(\x96" + struct.pack("<Q", 0) + b"cnumpy\ndtype\n\x8c\x02U0\x85RJ" + struct.pack("<i", 2**31 - 1) + b"\x85\x8c\x01CtR.", error=Invalid, refused=["impossible"])
case("a hundred million texts without characters", b"\x80\x05cnumpy._core.numeric\n_frombuffer\n(\x96" + struct.pack("<Q", 0) + b"cnumpy\ndtype\n\x8c\x02U0\x85RJ" + struct.pack("<i", 10**8) + b"\x85\x8c\x01CtR.", error=Invalid, refused=["work"])
case("a product beyond 64 bits", joblib(np.zeros(0), 4, False).replace(b"K\x00\x85", b"J\xff\xff\xff\x7fJ\xff\xff\xff\x7fJ\xff\xff\xff\x7f\x87"), error=Invalid, refused=["impossible"])
case("bz2 of zeros", bz2.compress(b"\x80\x04" + b"}" * 20_000_000 + b"."), error=Invalid, refused=["unpacks to more"])
case("bz2 of dictionaries", bz2.compress(b"\x80\x04" + b"}" * 900_000 + b"."), error=Invalid, refused=["work"])
case("xz of zeros", lzma.compress(b"\x80\x04" + b"}" * 20_000_000 + b"."), error=Invalid, refused=["unpacks to more"])
case("a large range", pickle.dumps(Called(new, Range, {"name": None, "start": 0, "stop": 2**62, "step": 1}), 4), error=Invalid, refused=["work"])
case("digits", b"L" + b"9" * 5000 + b"L\n.", error=Invalid, refused=["decimals"])

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.json"), "w", encoding="utf-8") as file:
    file.write("[\n" + ",\n".join(json.dumps(entry, ensure_ascii=True) for entry in cases) + "\n]\n")
print(len(cases))
