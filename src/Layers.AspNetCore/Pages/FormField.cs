namespace Layers.AspNetCore;

/// <summary>A field of the form of a model.</summary>
/// <param name="Name">The column, or the input whose features have no names; what is entered comes under this name.</param>
/// <param name="Place">Which field, from 0.</param>
/// <param name="Hint">What to enter.</param>
internal sealed record FormField(string Name, int Place, string Hint)
{
    /// <summary>What the field is called on the page.</summary>
    public string Id => $"field-{AlignedText.Integer(Place)}";

    /// <summary>Whether something has to be entered.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether numbers are entered, so that a telephone shows digits.</summary>
    public bool IsNumber { get; init; }

    /// <summary>How many lines there are to write on; 1 for a field of one line.</summary>
    public int Lines { get; init; } = 1;

    /// <summary>What there is to choose from; empty where a text is written.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether something else than the choices may be entered.</summary>
    public bool TakesOthers { get; init; }
}
