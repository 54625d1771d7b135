namespace Layers;

/// <summary>An output of a model.</summary>
public sealed class ModelOutput
{
    internal ModelOutput(string name, DType elementType, Shape shape, OutputLabels? labels, OutputScale scale)
    {
        (Name, ElementType, Shape, Scale) = (name, elementType, shape, scale);
        Units = shape.Rank > 0 && shape[1..] is { IsKnown: true } row ? checked((int)row.Length) : -1;
        LabelColumns = labels?.Columns;
        if (labels?.Classes is { } classes) Classes = Array.AsReadOnly([.. classes.Names]);
    }

    /// <summary>The name of the output.</summary>
    public string Name { get; }

    /// <summary>The type of the elements.</summary>
    public DType ElementType { get; }

    /// <summary>The shape, with the batch first.</summary>
    public Shape Shape { get; }

    /// <summary>The classes in the order of their numbers, integers in decimal and Booleans as <c>false</c> and <c>true</c>;
    /// <see langword="null"/> if the output is a plain number, or if its classes are not known.</summary>
    public IReadOnlyList<string>? Classes { get; }

    /// <summary>The columns of a table that the labels came from; <see langword="null"/> if the labels had no names.</summary>
    public IReadOnlyList<string>? LabelColumns { get; }

    /// <summary>The way in which the numbers are converted to probabilities.</summary>
    internal OutputScale Scale { get; }

    /// <summary>The number of elements in a row; −1 if it varies.</summary>
    internal int Units { get; }

    /// <summary>Returns the name, the shape and the classes.</summary>
    public override string ToString()
    {
        const int Most = 10;
        return $"{Name}: {ElementType.Name()} " +
            $"{Shape}{(Classes is null ? "" : $", classes {string.Join(", ", Classes.Take(Most))}{(Classes.Count > Most ? ", …" : "")}")}";
    }
}
