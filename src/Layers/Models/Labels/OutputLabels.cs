namespace Layers;

/// <summary>What the numbers of an output stand for.</summary>
/// <param name="Columns">The columns that its labels came from; null where they came without names.</param>
/// <param name="Classes">The classes in the order of their numbers; null where the output is numbers that mean themselves.</param>
internal sealed record OutputLabels(IReadOnlyList<string>? Columns, CategoryList? Classes)
{
    /// <summary>Words that an output tells apart, well-formed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">Its output.</param>
    /// <param name="classes">One for each unit, or two for one unit.</param>
    /// <param name="units">How many numbers the output has for a sample.</param>
    /// <exception cref="ArgumentException">A class is blank or there twice, or there are other than the output has units.</exception>
    public static string[] Checked(Model model, string output, IReadOnlyList<string> classes, long units)
    {
        if (classes.Count < 2) throw Throw.TwoClasses(classes);
        var words = ClassNames.Checked(classes);
        return words.Length == Math.Max(2, units) ? words : throw Throw.SetsOfOtherUnits(model, output, words, units);
    }
}
