namespace Layers;

/// <summary>The verdict of a comparison of rows with the data that a model was adapted to.</summary>
public enum SkewVerdict
{
    /// <summary>Chance explains all differences, or they are small.</summary>
    Alike = 0,

    /// <summary>Different beyond chance, by an amount that models usually tolerate: look into it.</summary>
    Shifted = 1,

    /// <summary>Different enough to doubt the predictions of the model.</summary>
    Different = 2,
}
