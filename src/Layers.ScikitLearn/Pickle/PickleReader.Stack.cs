namespace Layers.ScikitLearn;

internal sealed partial class PickleReader
{
    // What was named must be long enough for every known name, and no longer: names are compared as a whole.
    private const int LongestName = 256;

    // How far below the top the object is looked for that a fault is in.
    private const int MostLookedAt = 64;

    // Nothing below the last mark may be taken.
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
        Push(_level.Memo.TryGetValue(place, out var value) ? value
        : throw Throw.Damaged(source, $"a value is named by its number in the memo, {Throw.Say(place)}, which has none"));

    private void PushNamed(object?[] pair) =>
        Push(pair is [string module, string name] ? Named(module, name)
        : throw Throw.Damaged(source, "a class is named by what are no texts"));

    private PickledName Named(string module, string name)
    {
        if (module.Length > LongestName || name.Length > LongestName) throw Throw.Damaged(source, "the name of a class is too long");
        return KnownNames.TryFind(module, name, out var known) ? known : throw Throw.UnknownName(source, new(module, name), Inside());
    }

    private void PushCalled(object?[] call) =>
        Push(call is [var callee, object?[] given] ? _calls.Call(callee, given)
        : throw Throw.Damaged(source, "what a call is given is no tuple"));

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

    // The object of a known class whose fields are being read, for errors.
    private PickledName? Inside()
    {
        for (var i = _level.Values.Count - 1; i >= Math.Max(0, _level.Values.Count - MostLookedAt); i--)
            if (_level.Values[i] is PickledObject known)
                return known.Type;
        return null;
    }

    // The stack and the memo of one pickle: the file's, or that of an array of objects in it.
    private sealed class Level(UnfinishedArray? array)
    {
        public UnfinishedArray? Array => array;

        public List<object?> Values { get; } = [];

        public List<int> Marks { get; } = [];

        public Dictionary<long, object?> Memo { get; } = [];
    }
}
