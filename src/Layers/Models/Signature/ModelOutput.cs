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

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public DType ElementType { get; }

    /// <summary>Its shape, with the batch first.</summary>
    public Shape Shape { get; }

    /// <summary>The classes in the order of their numbers, integers in decimal and truth values as <c>false</c> and <c>true</c>;
    /// <see langword="null"/> where it gives numbers that mean themselves, or nobody said which classes they are.</summary>
    public IReadOnlyList<string>? Classes { get; }

    /// <summary>The columns of a table that its labels came from; <see langword="null"/> where they came without names.</summary>
    public IReadOnlyList<string>? LabelColumns { get; }

    /// <summary>How its numbers are read as probabilities.</summary>
    internal OutputScale Scale { get; }

    /// <summary>How many numbers it has a row; −1 where that differs.</summary>
    internal int Units { get; }

    /// <summary>Name, shape and classes.</summary>
    public override string ToString()
    {
        const int Most = 10;
        return $"{Name}: {ElementType.Name()} {Shape}{(Classes is null ? "" : $", classes {string.Join(", ", Classes.Take(Most))}{(Classes.Count > Most ? ", …" : "")}")}";
    }
}
