namespace Layers.AspNetCore;

/// <summary>A field of the form of a model.</summary>
/// <param name="Name">The name of the column, or of the input if its features have no names; the entered value is sent under this
/// name.</param>
/// <param name="Place">The index of the field, from 0.</param>
/// <param name="Hint">The values to enter, in words.</param>
internal sealed record FormField(string Name, int Place, string Hint)
{
    /// <summary>The id of the field in the page.</summary>
    public string Id => $"field-{AlignedText.Integer(Place)}";

    /// <summary>Whether a value is required.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the field takes numbers, so that a phone shows a numeric keyboard.</summary>
    public bool IsNumber { get; init; }

    /// <summary>The number of lines of the field; 1 for a single-line field.</summary>
    public int Lines { get; init; } = 1;

    /// <summary>The choices; empty for a text field.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether a value that is not one of the choices may be entered.</summary>
    public bool TakesOthers { get; init; }
}
