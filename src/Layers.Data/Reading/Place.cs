namespace Layers.Data;

/// <summary>The row of a source that is being read, for messages.</summary>
/// <param name="source">The name of the source.</param>
/// <param name="advice">The advice for a value that does not fit.</param>
internal sealed class Place(string source, string advice)
{
    private string? _file;

    public string Source => source;

    public string Advice => advice;

    /// <summary>The row, counted within its file if there is one.</summary>
    public long Row { get; private set; } = -1;

    public string? File => _file;

    public void Next(string? file)
    {
        Row = file == _file ? Row + 1 : 0;
        _file = file;
    }
}
