namespace Layers;

/// <summary>A value of a row program: so many elements a row, and where they stand while the program runs.</summary>
/// <remarks>It has no sizes: values of the graph that differ in shape alone are one.</remarks>
internal sealed class RowValue(DType type, int length)
{
    public DType Type { get; } = type;

    /// <summary>Elements of one row.</summary>
    public int Length { get; } = length;

    /// <summary>Bytes of one row.</summary>
    public int Bytes => Length * Type.Size();

    /// <summary>Whether more than one step reads it, so that the step that makes it cannot take over what follows.</summary>
    public bool IsShared { get; set; }

    public RowPlace Place { get; set; } = RowPlace.Scratch;

    /// <summary>Where in the scratch memory of one row it starts, in bytes.</summary>
    public int Offset { get; set; }
}
