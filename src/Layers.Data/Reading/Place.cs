namespace Layers.Data;

/// <summary>Which row of a source is read, for messages.</summary>
/// <param name="source">What the source is called.</param>
/// <param name="advice">What to do about a value that does not fit.</param>
internal sealed class Place(string source, string advice)
{
    private string? _file;

    public string Source => source;

    public string Advice => advice;

    /// <summary>The row, within its file where there is one.</summary>
    public long Row { get; private set; } = -1;

    public string? File => _file;

    public void Next(string? file)
    {
        Row = file == _file ? Row + 1 : 0;
        _file = file;
    }
}
