namespace Layers.ScikitLearn;

/// <summary>A Python dictionary: entries in the order of the file. Keys may be of any type.</summary>
internal sealed class PickledDictionary
{
    private readonly List<KeyValuePair<object?, object?>> _entries = [];

    public IReadOnlyList<KeyValuePair<object?, object?>> Entries => _entries;

    // A later value of a key replaces the earlier one and keeps its place, as in Python.
    internal void Set(object? key, object? value)
    {
        var place = _entries.FindIndex(entry => Equals(entry.Key, key));
        if (place < 0) _entries.Add(new(key, value));
        else _entries[place] = new(_entries[place].Key, value);
    }
}
