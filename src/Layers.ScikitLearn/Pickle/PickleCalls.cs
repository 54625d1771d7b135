using System.Numerics;
using System.Text;

namespace Layers.ScikitLearn;

/// <summary>Makes the values of a pickle's calls, in place of the functions and classes that Python would run.</summary>
internal sealed class PickleCalls(PickleSource source, PickleBudget budget)
{
    private readonly NumpyCalls _numpy = new(source, budget);

    /// <summary>Returns the value of a call, or an object of a class.</summary>
    /// <exception cref="NotSupportedException">The name is known only as a name, or is called in an unknown way.</exception>
    /// <exception cref="InvalidDataException">The value is not a class or a function, or its arguments do not fit.</exception>
    public object? Call(object? callee, object?[] given)
    {
        if (callee is KerasLoader loader) return ModelOf(loader.Model, given);
        if (callee is not PickledName name) throw Throw.Damaged(source, "something is called that is no class and no function");
        return (KnownNames.KindOf(name), given) switch
        {
            (KnownKind.Class, []) => new PickledObject(name),
            (KnownKind.Opaque, _) => new PickledObject(name),
            (KnownKind.Dictionary, _) => DictionaryOf(given),
            (KnownKind.List, []) => new List<object?>(),
            (KnownKind.List, [IReadOnlyList<object?> items]) => ListOf(items),
            (KnownKind.Slice, [var start, var stop, var step]) => new PickledSlice(Bound(start), Bound(stop), Bound(step)),
            (KnownKind.Bytes, []) => Array.Empty<byte>(),
            (KnownKind.Bytes, [byte[] bytes]) => bytes,
            (KnownKind.Bytes or KnownKind.Encode, [string text, string encoding]) => Encoded(text, encoding),
            (KnownKind.Encode, [string text]) => Encoded(text, "utf-8"),
            (KnownKind.Reconstructor, [PickledName type, PickledName { Name: "object" }, null]) => Call(type, []),
            (KnownKind.NewObject, [PickledName type, .. var rest]) when KnownNames.KindOf(type) != KnownKind.NewObject => Call(type, rest),
            (KnownKind.GetAttribute, [PickledName model, "_unpickle_model"]) when KnownNames.KindOf(model) == KnownKind.KerasModel =>
                new KerasLoader(model),
            (KnownKind.GetAttribute, _) => throw Throw.Forbidden(source, name),
            (KnownKind.BytesIO, []) => new PickledObject(name),
            (KnownKind.KerasArchive, _) => ModelOf(KerasLoader.AnyModel, given),
            (KnownKind.NumpyReconstruct, [PickledName { Module: "numpy", Name: "ndarray" }, _, _]) => new UnfinishedArray(isJoblib: false),
            (KnownKind.NumpyScalar, [NumpyType type, .. var rest]) => _numpy.Scalar(type, rest),
            (KnownKind.NumpyBuffer, [byte[] bytes, NumpyType type, var shape, string order, .. var rest]) =>
                _numpy.FromBuffer(bytes, type, shape, order, rest),
            (KnownKind.NumpyDType, [string text, ..]) => NumpyType.Parse(text, source),
            (KnownKind.JoblibArray, []) => new UnfinishedArray(isJoblib: true),
            (KnownKind.PandasIndex, [PickledName type, PickledDictionary parts]) => IndexOf(type, parts),
            (KnownKind.JoblibFile, _) => throw Throw.ArrayInAnotherFile(source),
            _ => throw Throw.UnknownCall(source, name, given.Length),
        };
    }

    /// <summary>Sets the state of an object, a dtype or an array.</summary>
    /// <returns>The array whose elements follow in the file, as joblib writes them, with the facts of its state; otherwise
    /// <see langword="null"/>.</returns>
    /// <exception cref="InvalidDataException">The state does not fit.</exception>
    public JoblibArray? Build(object? target, object? state)
    {
        switch (target, state)
        {
            case (UnfinishedArray { IsJoblib: true } array, PickledDictionary wrapper):
                return JoblibArray.Of(array, wrapper, source);
            case (UnfinishedArray { IsJoblib: false } array, IReadOnlyList<object?> parts):
                array.Value = _numpy.FromState(parts);
                break;
            case (NumpyType type, IReadOnlyList<object?> parts):
                type.Build(parts, source);
                break;
            case (PickledObject { Type: var name }, _) when KnownNames.KindOf(name) == KnownKind.Opaque:
                break;
            case (PickledObject stream, IReadOnlyList<object?> and [byte[] bytes, ..])
                when KnownNames.KindOf(stream.Type) == KnownKind.BytesIO:
                stream.Set(PickledObject.Archive, bytes);
                break;
            case (PickledObject known, PickledDictionary fields) when KnownNames.KindOf(known.Type) == KnownKind.Class:
                SetFields(known, fields);
                break;
            // The second element has the object's slots.
            case (PickledObject known, IReadOnlyList<object?> and [null or PickledDictionary, PickledDictionary slots] both)
                when KnownNames.KindOf(known.Type) == KnownKind.Class:
                if (both[0] is PickledDictionary dictionary) SetFields(known, dictionary);
                SetFields(known, slots);
                break;
            default:
                throw Throw.Damaged(source, "a state does not fit the value that it is given to");
        }
        return null;
    }

    private void SetFields(PickledObject target, PickledDictionary fields)
    {
        budget.Work(fields.Entries.Count);
        foreach (var (key, value) in fields.Entries)
        {
            if (key is not string field) throw Throw.Damaged(source, $"a field of {target} has no text as its name");
            budget.Work(field.Length);
            target.Set(field, value);
        }
    }

    /// <summary>Sets entries of a dictionary from a sequence: a key, its value, the next key.</summary>
    public void SetItems(object? target, IReadOnlyList<object?> items)
    {
        if (target is not PickledDictionary dictionary) throw Throw.Damaged(source, "entries are set in what is no dictionary");
        if (items.Count % 2 != 0) throw Throw.Damaged(source, "the last key of a dictionary has no value");
        for (var i = 0; i < items.Count; i += 2)
        {
            // Hashing a text takes time in proportion to its length.
            if (items[i] is string or BigInteger) budget.Work(LengthOf(items[i]));
            dictionary.Set(items[i], items[i + 1]);
        }
    }

    private static long LengthOf(object? key) => key is string text ? text.Length : ((BigInteger)key!).GetByteCount();

    private PickledDictionary DictionaryOf(object?[] given)
    {
        var made = new PickledDictionary();
        switch (given)
        {
            // The default factory of a defaultdict is not needed for the values in it.
            case [] or [PickledName or null]:
                break;
            case [PickledDictionary entries]:
                budget.Work(entries.Entries.Count);
                foreach (var (key, value) in entries.Entries) SetItems(made, [key, value]);
                break;
            // Python 2 writes an OrderedDict as a list of pairs.
            case [IReadOnlyList<object?> pairs]:
                budget.Work(pairs.Count);
                foreach (var pair in pairs)
                    SetItems(made, pair as IReadOnlyList<object?> ?? throw Throw.Damaged(source, "an entry of a dictionary is no pair"));
                break;
            default:
                throw Throw.Damaged(source, "a dictionary is made of something other than entries");
        }
        return made;
    }

    private List<object?> ListOf(IReadOnlyList<object?> items)
    {
        budget.Work(items.Count);
        return [.. items];
    }

    // No other type is allowed, so that comparing two slices needs no recursion.
    private object? Bound(object? bound) =>
        bound is null or long or string ? bound : throw Throw.Damaged(source, "a bound of a slice is neither an integer nor a text");

    private byte[] Encoded(string text, string encoding)
    {
        budget.Work(text.Length);
        return encoding switch
        {
            "latin1" or "latin-1" or "iso-8859-1" =>
                NumpyCalls.Latin1(text) ?? throw Throw.Damaged(source, "bytes are written as a text with a character beyond 255"),
            "utf-8" or "utf8" => Encoding.UTF8.GetBytes(text),
            _ => throw Throw.Damaged(source, "bytes are written as a text in an unknown encoding"),
        };
    }

    private PickledObject ModelOf(PickledName model, object?[] given)
    {
        var bytes = given switch
        {
            [byte[] plain] => plain,
            [PickledObject stream] when stream.TryGet(PickledObject.Archive, out var inside) => inside as byte[],
            _ => null,
        };
        if (bytes is null) throw Throw.Damaged(source, "a Keras model is made of something other than an archive");
        if (!bytes.AsSpan().StartsWith("PK"u8)) throw Throw.NoArchive(source);
        var made = new PickledObject(model);
        made.Set(PickledObject.Archive, bytes);
        return made;
    }

    // Only names of columns are needed, so an index becomes its array.
    private object? IndexOf(PickledName type, PickledDictionary parts)
    {
        object? Part(string name) => parts.Entries.FirstOrDefault(entry => entry.Key is string key && key == name).Value;
        budget.Work(parts.Entries.Count);
        if (type.Name == "Index" && Part("data") is UnfinishedArray or NumpyArray or IReadOnlyList<object?>) return Part("data");
        if (type.Name == "RangeIndex"
            && (Part("start"), Part("stop"), Part("step")) is (long start, long stop, long and not 0 and var step))
            return _numpy.Range(start, stop, step);
        throw Throw.Damaged(source, "an index of pandas has no data");
    }
}
