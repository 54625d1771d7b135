namespace Layers.ScikitLearn;

internal sealed partial class PickleReader
{
    // Every known name is shorter, and a longer one would only cost time.
    private const int LongestName = 256;

    // The number of values below the top in which the object with a fault is looked for.
    private const int MostLookedAt = 64;

    // Values below the last mark must not be taken.
    private int Floor => _level.Marks.Count > 0 ? _level.Marks[^1] : 0;

    private void Push(object? value) => _level.Values.Add(value);

    private object? Pop() => Popped(1)[0];

    private object? Top() => TopUnder(0);

    private object? TopUnder(int count) =>
        _level.Values.Count - count > Floor ? _level.Values[^(count + 1)]
            : throw Throw.Damaged(source, "an instruction needs a value, and there is none");

    private object?[] Popped(int count)
    {
        if (_level.Values.Count - count < Floor) throw Throw.Damaged(source, "an instruction needs a value, and there is none");
        return Cut(_level.Values.Count - count);
    }

    private object?[] PopToMark()
    {
        if (_level.Marks.Count == 0) throw Throw.Damaged(source, "an instruction needs a mark, and there is none");
        var from = Floor;
        _level.Marks.RemoveAt(_level.Marks.Count - 1);
        return Cut(from);
    }

    private object?[] Cut(int from)
    {
        var cut = new object?[_level.Values.Count - from];
        _level.Values.CopyTo(from, cut, 0, cut.Length);
        _level.Values.RemoveRange(from, cut.Length);
        return cut;
    }

    private void PopValueOrMark()
    {
        if (_level.Values.Count > Floor) Pop();
        else PopToMark();
    }

    private void Append(object?[] items)
    {
        if (Top() is not List<object?> list) throw Throw.Damaged(source, "elements are added to what is no list");
        list.AddRange(items);
    }

    private void SetItems(PickledDictionary dictionary, object?[] items)
    {
        _calls.SetItems(dictionary, items);
        Push(dictionary);
    }

    private void Put(long place) => _level.Memo[place] = Top();

    private void Get(long place) =>
        Push(_level.Memo.TryGetValue(place, out var value) ? value : throw Throw.NotInMemo(source, place));

    private void PushNamed(object?[] pair) =>
        Push(pair is [string module, string name] ? Named(module, name) : throw Throw.Damaged(source, "the name of a class is no text"));

    private PickledName Named(string module, string name)
    {
        if (module.Length > LongestName || name.Length > LongestName) throw Throw.Damaged(source, "the name of a class is too long");
        return KnownNames.TryFind(module, name, out var known) ? known : throw Throw.UnknownName(source, new(module, name), Inside());
    }

    private void PushCalled(object?[] call) =>
        Push(call is [var callee, object?[] given] ? _calls.Call(callee, given) : throw Throw.Damaged(source, "a call is given no tuple"));

    private void PushCalledWithKeywords(object?[] call)
    {
        if (call is not [_, object?[], PickledDictionary { Entries.Count: 0 }])
            throw Throw.Damaged(source, "an object is made with keywords");
        PushCalled(call[..2]);
    }

    private void Build(object? state)
    {
        if (_calls.Build(Top(), state) is not { } array) return;
        if (array.Type.Kind != 'O') array.Target.Value = _numpy.FromFile(array);
        else
        {
            _outer.Push(_level);
            _level = new(array.Target);
        }
    }

    // The object of a known class whose fields are being read, for errors. Its fields are in a dictionary above it on the stack.
    private PickledName? Inside()
    {
        for (var i = _level.Values.Count - 2; i >= Math.Max(0, _level.Values.Count - MostLookedAt); i--)
            if (_level.Values[i] is PickledObject known && _level.Values[i + 1] is PickledDictionary)
                return known.Type;
        return null;
    }

    // The stack and the memo of one pickle: that of the file, or of an array of objects in it.
    private sealed class Level(UnfinishedArray? array)
    {
        public UnfinishedArray? Array => array;

        public List<object?> Values { get; } = [];

        public List<int> Marks { get; } = [];

        public Dictionary<long, object?> Memo { get; } = [];
    }
}
