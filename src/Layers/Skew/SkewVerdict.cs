namespace Layers;

/// <summary>How rows compare with what a model was adapted to.</summary>
public enum SkewVerdict
{
    /// <summary>Nothing that chance does not explain.</summary>
    Alike = 0,

    /// <summary>Different beyond chance, by an amount that models usually bear: look into it.</summary>
    Shifted = 1,

    /// <summary>Different enough to doubt what the model predicts.</summary>
    Different = 2,
}
