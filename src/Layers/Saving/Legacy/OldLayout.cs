using System.Globalization;

namespace Layers;

/// <summary>Converts the layout of weights files of Keras 2.12 to 2.15 to that of Keras 3, for files of any system.</summary>
/// <remarks>On Windows, the groups above <c>vars</c> are a single group with a joined name: <c>layers\lstm\cell</c>. Releases before 2.15
/// have another name for the group of a model's layers. Releases before 2.14 count a layer with weights twice among those of its class, so
/// that <c>dense</c> is followed by <c>dense_2</c>: the numbers have gaps, but their order is that of the layers.</remarks>
internal static class OldLayout
{
    /// <summary>The group of a model's layers in Keras 2.12 to 2.14.</summary>
    public const string Layers = "_layer_checkpoint_dependencies";

    // Nine nested models take eighteen parts.
    private const int MostParts = 24;

    // Limits the groups that long names of many parts can create to the number in an honest file.
    private const int PartsOfAName = 8, FreeParts = 1000;

    /// <summary>Whether the names of groups show that a file was written on Windows.</summary>
    public static bool IsFromWindows(WeightGroup root) => root.Groups.Keys.Any(name => name.Contains('\\', StringComparison.Ordinal));

    /// <summary>Returns the weights in the current layout; the same object if they already have it.</summary>
    /// <exception cref="InvalidDataException">A name has more parts than any model nests.</exception>
    public static WeightGroup Modern(WeightGroup root)
    {
        if (IsFromWindows(root)) root = Split(root);
        if (!root.Groups.ContainsKey(Layers)) return root;
        var modern = new WeightGroup();
        Copy(root, modern, "", isRenamed: true);
        return modern;
    }

    private static WeightGroup Split(WeightGroup root)
    {
        var split = new WeightGroup();
        foreach (var name in root.Tensors) split.Add(name, () => root[name]);
        var count = 0;
        foreach (var (name, group) in root.Groups)
        {
            var parts = name.Split('\\', StringSplitOptions.RemoveEmptyEntries);
            count += parts.Length;
            if (parts.Length > MostParts || count > FreeParts + PartsOfAName * root.Groups.Count)
                throw Throw.TooManyParts(name, parts.Length);
            Copy(group, split.At(string.Join('/', parts)), name, isRenamed: false);
        }
        return split;
    }

    private static void Copy(WeightGroup from, WeightGroup into, string place, bool isRenamed, bool holdsLayers = false)
    {
        into.Origin = from.Origin ?? place;
        foreach (var name in from.Tensors) into.Add(name, () => from[name]);
        var counted = holdsLayers ? Counted(from.Groups.Keys) : null;
        foreach (var (name, group) in from.Groups)
        {
            var isLayers = isRenamed && name == Layers;
            Copy(group, into.At(isLayers ? WeightTree.LayersGroup : counted?[name] ?? name), WeightsFile.Join(place, name), isRenamed,
                isLayers);
        }
    }

    /// <summary>Maps the names of a model's layers to the names that count the layers of each class without gaps.</summary>
    private static Dictionary<string, string> Counted(IEnumerable<string> names)
    {
        var counted = new Dictionary<string, string>();
        foreach (var stem in names.Select(name => (Name: name, Parts: Parts(name))).GroupBy(one => one.Parts.Stem))
        {
            var inOrder = stem.OrderBy(one => one.Parts.Number).ToArray();
            // If no layer of the class has the name without a number, the number is part of the class's name.
            var isCounted = inOrder[0].Parts.Number == 0;
            for (var i = 0; i < inOrder.Length; i++)
                counted[inOrder[i].Name] = !isCounted || i == 0
                    ? inOrder[i].Name : $"{stem.Key}_{i.ToString(CultureInfo.InvariantCulture)}";
        }
        return counted;
    }

    private static (string Stem, int Number) Parts(string name)
    {
        var at = name.LastIndexOf('_');
        return at > 0 && int.TryParse(name.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            && name[at + 1] != '0'
            ? (name[..at], number)
            : (name, 0);
    }
}
