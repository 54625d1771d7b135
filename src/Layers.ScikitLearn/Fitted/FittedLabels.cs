namespace Layers.ScikitLearn;

/// <summary>Labels of classes: their numbers turned back.</summary>
internal static class FittedLabels
{
    /// <summary>A lookup from the number of a class to the class.</summary>
    public static Layer Lookup(CategoryList classes)
    {
        // What stands for other numbers must be no class; no number has it, as there is no index for them.
        if (!classes.AreTexts)
            return new IntegerLookup(numOovIndices: 0, oovToken: classes.Integers.Min() - 1, vocabulary: classes.Integers, invert: true);
        var other = "[UNK]";
        while (classes.Texts.Contains(other)) other = $"[{other}]";
        return new StringLookup(numOovIndices: 0, oovToken: other, vocabulary: classes.Texts, invert: true);
    }
}
