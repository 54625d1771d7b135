namespace Layers.ScikitLearn;

/// <summary>Turns names of columns into unique names of inputs: names of layers have no <c>/</c> and are not empty.</summary>
/// <param name="taken">The names that are in use.</param>
internal sealed class SafeName(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = [.. taken];

    /// <summary>Makes an input for a column. If the name had to change, the input keeps the name of the column.</summary>
    /// <param name="column">The name of the column.</param>
    /// <param name="place">The index of the column, for one without a name.</param>
    /// <param name="shape">The shape of a row.</param>
    /// <param name="type">The element type.</param>
    public Input InputOf(string column, int place, Shape shape, DType type)
    {
        var name = Free(column.Length == 0 ? $"x{Throw.Invariant(place)}" : column.Replace('/', '_'));
        return new Input(shape, type, name) { Column = name == column || column.Length == 0 ? null : column };
    }

    /// <summary>Returns the name, with a number appended if the name is in use, and marks it as used.</summary>
    public string Free(string name)
    {
        var free = SafeNames.Free(name, _taken);
        _taken.Add(free);
        return free;
    }
}
