namespace Layers;

/// <summary>A column that a model takes, either as a separate input or as one feature of its input.</summary>
public sealed class ModelColumn
{
    private readonly CategoryList? _categories;

    internal ModelColumn(
        string name, DType elementType, int input, int place, bool? mayBeMissing, string? missingText, int? length = null,
        (CategoryList Categories, bool RefusesOthers)? categories = null)
    {
        (Name, ElementType, Input, Place, MayBeMissing, MissingText, Length) = (name, elementType, input, place, mayBeMissing, missingText,
            length);
        (_categories, RefusesOtherCategories) = (categories?.Categories, categories?.RefusesOthers ?? false);
    }

    /// <summary>The column's name in tables and records.</summary>
    public string Name { get; }

    /// <summary>The kind of the values.</summary>
    public ColumnType Type =>
        ElementType == DType.String
        ? ColumnType.Text : ElementType == DType.Bool
        ? ColumnType.Boolean : ElementType.IsInteger() ? ColumnType.Integer : ColumnType.Number;

    /// <summary>The type in which the model reads the values.</summary>
    public DType ElementType { get; }

    /// <summary>Whether a value may be missing. It is always true for a text, and false for an integer or a Boolean. A number may be
    /// missing if values were missing when the layers learned, or if a layer fills them. <see langword="null"/> if nothing is known of what
    /// the layers learned; a missing number is then passed to the model as NaN.</summary>
    public bool? MayBeMissing { get; }

    /// <summary>The text that replaces a missing text; <see langword="null"/> for the empty text.</summary>
    public string? MissingText { get; }

    /// <summary>The number of values that a record has for the column, as an array: the steps of a window, oldest first, or the features of
    /// an input with more than one. <see langword="null"/> for a single value.</summary>
    public int? Length { get; }

    /// <summary>The categories that a layer distinguishes in the column, integers in decimal; <see langword="null"/> if no layer that
    /// distinguishes categories takes the column unchanged.</summary>
    public IReadOnlyList<string>? Categories => field ??= _categories is null ? null : Array.AsReadOnly([.. _categories.Names]);

    /// <summary>Whether the model refuses a category that is not in <see cref="Categories"/>.</summary>
    public bool RefusesOtherCategories { get; }

    /// <summary>The index of the model's input that the column feeds, from 0.</summary>
    internal int Input { get; }

    /// <summary>The index of the feature within that input.</summary>
    internal int Place { get; }

    /// <summary>The smallest and the largest number that a layer learned, if the layer takes the column unchanged; null if no layer knows
    /// them.</summary>
    internal (double Least, double Most)? Range { get; init; }

    /// <summary>Returns the name and the type.</summary>
    public override string ToString() =>
        $"{Name}: {(Length is { } length ? $"{length} × " : "")}{Type}{(MayBeMissing == true ? ", may be missing" : "")}";
}
