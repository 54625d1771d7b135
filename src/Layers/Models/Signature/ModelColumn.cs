namespace Layers;

/// <summary>A column that a model takes, as an input of its own or as one feature of its input.</summary>
public sealed class ModelColumn
{
    private readonly CategoryList? _categories;

    internal ModelColumn(
        string name, DType elementType, int input, int place, bool? mayBeMissing, string? missingText, int? length = null, (CategoryList Categories, bool RefusesOthers)? categories = null)
    {
        (Name, ElementType, Input, Place, MayBeMissing, MissingText, Length) = (name, elementType, input, place, mayBeMissing, missingText, length);
        (_categories, RefusesOtherCategories) = (categories?.Categories, categories?.RefusesOthers ?? false);
    }

    /// <summary>The column's name in tables and records.</summary>
    public string Name { get; }

    /// <summary>What its values are.</summary>
    public ColumnType Type => ElementType == DType.String ? ColumnType.Text : ElementType == DType.Bool ? ColumnType.Boolean : ElementType.IsInteger() ? ColumnType.Integer : ColumnType.Number;

    /// <summary>The type in which the model reads them.</summary>
    public DType ElementType { get; }

    /// <summary>Whether a value may be missing: a text always, an integer or a truth value never, a number where values were missing when
    /// the layers learned, or where a layer fills them. <see langword="null"/> where nothing is known of what the layers learned; then a
    /// missing number goes into the model as NaN.</summary>
    public bool? MayBeMissing { get; }

    /// <summary>What a missing text goes into the model as; <see langword="null"/> for the empty one.</summary>
    public string? MissingText { get; }

    /// <summary>How many values a record has for it, as an array: the steps of a window, oldest first, or the features of an input that has
    /// more than one. <see langword="null"/> for a single value.</summary>
    public int? Length { get; }

    /// <summary>The categories that a layer tells apart in it, integers in decimal; <see langword="null"/> where the column does not go
    /// into such a layer as it is.</summary>
    public IReadOnlyList<string>? Categories => field ??= _categories is null ? null : Array.AsReadOnly([.. _categories.Names]);

    /// <summary>Whether a category that is not among <see cref="Categories"/> is refused.</summary>
    public bool RefusesOtherCategories { get; }

    /// <summary>Which input of the model it goes into, from 0.</summary>
    internal int Input { get; }

    /// <summary>Its place among the features of that.</summary>
    internal int Place { get; }

    /// <summary>The smallest and the largest number that a layer learned from, where the column goes into it as it is; null where no such
    /// layer knows them.</summary>
    internal (double Least, double Most)? Range { get; init; }

    /// <summary>Name and type.</summary>
    public override string ToString() => $"{Name}: {(Length is { } length ? $"{length} × " : "")}{Type}{(MayBeMissing == true ? ", may be missing" : "")}";
}
