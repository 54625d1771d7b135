namespace Layers.ScikitLearn;

/// <summary>The inverse of encoded labels: from numbers to classes.</summary>
internal static class FittedLabels
{
    /// <summary>Returns a lookup from the number of a class to the class.</summary>
    public static Layer Lookup(CategoryList classes)
    {
        // The lookup needs a text for unknown numbers that is not a class. It is never returned, because the lookup has no unknown index.
        if (!classes.AreTexts)
            return new IntegerLookup(numOovIndices: 0, oovToken: classes.Integers.Min() - 1, vocabulary: classes.Integers, invert: true);
        var other = "[UNK]";
        while (classes.Texts.Contains(other)) other = $"[{other}]";
        return new StringLookup(numOovIndices: 0, oovToken: other, vocabulary: classes.Texts, invert: true);
    }
}
