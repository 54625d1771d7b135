namespace Layers;

/// <summary>The verdict of a comparison of rows with the data that a model was adapted to.</summary>
public enum SkewVerdict
{
    /// <summary>Chance explains all differences, or they are small.</summary>
    Alike = 0,

    /// <summary>The rows differ by more than chance explains, but by an amount that models usually tolerate. Look for the cause.</summary>
    Shifted = 1,

    /// <summary>The rows differ so much that the predictions of the model are doubtful.</summary>
    Different = 2,
}
