namespace Layers;

/// <summary>The meaning of an output's numbers.</summary>
/// <param name="Columns">The columns that the labels came from; null if the labels had no names.</param>
/// <param name="Classes">The classes in the order of their numbers; null if the output is a plain number.</param>
internal sealed record OutputLabels(IReadOnlyList<string>? Columns, CategoryList? Classes)
{
    /// <summary>Checks the classes of an output, and returns them with invalid surrogates replaced.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">The name of the output.</param>
    /// <param name="classes">One class for each unit, or two for a single unit.</param>
    /// <param name="units">The number of units: how many numbers the output has for a sample.</param>
    /// <exception cref="ArgumentException">A class is blank or a duplicate, or the number of classes does not fit the units.</exception>
    public static string[] Checked(Model model, string output, IReadOnlyList<string> classes, long units)
    {
        if (classes.Count < 2) throw Throw.TwoClasses(classes);
        var words = ClassNames.Checked(classes);
        return words.Length == Math.Max(2, units) ? words : throw Throw.WrongClassCount(model, output, words, units);
    }
}
