namespace Layers.ScikitLearn;

/// <summary>A Python dictionary: entries in the order of the file. Keys may have any type.</summary>
internal sealed class PickledDictionary
{
    // A short dictionary is searched from the start. Most are short, and an index takes more memory than they do.
    private const int MostWithoutIndex = 8;

    private static readonly object s_none = new();

    private readonly List<KeyValuePair<object?, object?>> _entries = [];
    private Dictionary<object, int>? _places;

    public IReadOnlyList<KeyValuePair<object?, object?>> Entries => _entries;

    // A later value of a key replaces the earlier one and keeps its place, as in Python.
    internal void Set(object? key, object? value)
    {
        var place = PlaceOf(key);
        if (place >= 0) _entries[place] = new(_entries[place].Key, value);
        else
        {
            _places?.Add(key ?? s_none, _entries.Count);
            _entries.Add(new(key, value));
        }
    }

    // The reader replaces placeholders by finished values.
    internal void Replace(int place, bool isKey, object? value) =>
        _entries[place] = isKey ? new(value, _entries[place].Value) : new(_entries[place].Key, value);

    private int PlaceOf(object? key)
    {
        if (_entries.Count <= MostWithoutIndex)
            return _entries.FindIndex(entry => KeyComparer.Instance.Equals(entry.Key ?? s_none, key ?? s_none));
        if (_places is null)
        {
            _places = new(KeyComparer.Instance);
            for (var i = 0; i < _entries.Count; i++) _places.Add(_entries[i].Key ?? s_none, i);
        }
        return _places.TryGetValue(key ?? s_none, out var place) ? place : -1;
    }

    // A malicious file can have many 64-bit numbers with equal hash codes.
    private sealed class KeyComparer : IEqualityComparer<object>
    {
        public static KeyComparer Instance { get; } = new();

        public new bool Equals(object? x, object? y) => object.Equals(x, y);

        public int GetHashCode(object key) => key switch
        {
            long number => Mixed(number),
            double number => Mixed(BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number == 0 ? 0 : number)),
            _ => key.GetHashCode(),
        };

        private static int Mixed(long bits) => HashCode.Combine((int)bits, (int)(bits >> 32));
    }
}
