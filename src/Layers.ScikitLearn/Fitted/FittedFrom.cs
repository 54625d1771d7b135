using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>The base of fitted objects that are read from fields of a file.</summary>
internal abstract class FittedFrom : FittedObject
{
    // The number of columns in a short, malicious file must not allocate much memory.
    private const int MostColumns = 100_000;

    [SetsRequiredMembers]
    protected FittedFrom(FittedFields fields, int width)
    {
        (ClassName, Release, Width) = (fields.ClassName, fields.Release, width);
        if (width is < 1 or > MostColumns)
            throw Throw.FieldsDiffer(fields, $"the number of columns is {Throw.Invariant(width)}, of 1 to {Throw.Invariant(MostColumns)},");
        if (fields.Names is not { } names) return;
        Names = names;
        if (names.Count != width) throw Throw.FieldOfOtherWidth(fields, "feature_names_in_", width, names.Count);
    }

    public override int Width { get; }

    public sealed override IReadOnlyList<ColumnOf> Apply(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype)
    {
        if (columns.Count != Width) throw Throw.WrongWidth(this, Width, columns.Count);
        return Made(columns, dtype);
    }

    /// <summary>Returns the results for all columns of the fit.</summary>
    protected abstract IReadOnlyList<ColumnOf> Made(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype);
}
