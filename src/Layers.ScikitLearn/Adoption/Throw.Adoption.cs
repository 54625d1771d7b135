namespace Layers.ScikitLearn;

internal static partial class Throw
{
    /// <summary>Throws if a name is blank or occurs twice.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> names, string argument)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i])) throw new ArgumentException($"The name at place {i} is blank.", argument);
            for (var before = 0; before < i; before++)
                if (names[before] == names[i]) throw new ArgumentException($"'{names[i]}' occurs twice, at positions {before} and {i}.",
                    argument);
        }
        return [.. names];
    }

    public static FileNotFoundException NoSuchPickle(string file, string folder, IReadOnlyList<string> pickles) =>
        new($"There is no file '{file}' in {folder}.{Nearest.Hint(file, pickles)} Names of files are relative to the model's folder.",
            file);

    public static ArgumentException UsedTwice(Part part) => new($"{part.Name} is used already. Name all of its columns in one call.");

    public static ArgumentException NoColumnsOf(Layer layer) => new($"Name the columns that the layer {layer.Name} takes.", "columns");

    public static InvalidDataException NoModel(string path, string className) =>
        new($"'{path}' is a {className}, and an adoption starts with the model. Name the model's file here, and this one with Use.");

    public static ArgumentException KnowsNoClasses(Part part) =>
        new($"{part} has no classes; a LabelEncoder or a LabelBinarizer has. If no file has the classes, name them: " +
            "WithClasses(\"…\", …).", "file");

    public static ArgumentException NoColumnsFrom(Layer layer, KerasTensor result) =>
        new($"The layer {layer.Name} gives {result.Shape}, whose last axis has no known size; a layer before the model gives columns.");
}
