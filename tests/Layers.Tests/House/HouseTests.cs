using System.Reflection;
using System.Text.RegularExpressions;

namespace Layers.Tests;

/// <summary>Dependencies have one direction, and every class is abstract or sealed.</summary>
public sealed partial class HouseTests
{
    private static readonly Assembly[] s_assemblies = [typeof(Layer).Assembly, typeof(Onnx.OnnxSession).Assembly,
        typeof(Graphs.Graph).Assembly];

    // A folder of layers does not depend on another one, because each may be used alone.
    private static readonly string[] s_layers =
        ["Preprocessing", "Trainable", "Attention", "Convolution", "Pooling", "Recurrent", "Normalizing", "Noise", "Reshaping",
        "ActivationLayers", "Merging", "Categories", "Dates", "Text"];

    // The folders of src/Layers on which a folder must not depend.
    private static readonly TestCaseData[] s_arrows =
    [
        // The excluded folder has class names that are also words for minima and maxima of statistics.
        Arrow("Adapting", ["Prediction", "Training", "Models", "Saving", .. s_layers.Except(["Merging"])]),
        Arrow("Adapting/Statistics", ["Core", "Prediction", "Training", "Models", "Saving", .. s_layers.Except(["Merging"])]),
        Arrow("Rows", ["Core", "Prediction", "Config", "Data", "Training", "Models", "Saving", .. s_layers]),
        Arrow("Core", ["Prediction", "Training", "Models", "Saving", .. s_layers]),
        Arrow("Prediction", ["Training", "Models", "Saving", .. s_layers]),
        // The code of files knows the list of classes, and layers do not. The excluded folders have class names that are also settings:
        // minima and maxima, margins and interpolations.
        Arrow("Config", ["Training", "Models", "Saving", .. s_layers.Except(["Merging", "Reshaping"])]),
        // A scaler that clips is written as Keras's ReLU, and a recurrent layer's default functions are members of the layer that applies
        // them. Encoders of numbers learn and are written as scalers are. Texts are looked up as words are.
        .. s_layers.Select(folder => Arrow(folder, ["Training", "Models", "Saving",
            .. s_layers.Except(folder switch { "Preprocessing" or "Recurrent" => [folder, "ActivationLayers"],
            "Categories" or "Dates" => [folder, "Preprocessing"], "Text" => [folder, "Categories"], _ => [folder] })])),
        Arrow("Training", ["Models", "Saving", .. s_layers]),
        Arrow("Models", ["Tables", "Saving", .. s_layers]),
        // The functions are members of the layer that applies them, as in Activation.Relu.
        Arrow("Activations", ["Adapting", "Prediction", "Rows", "Training", "Models", "Saving", .. s_layers.Except(["ActivationLayers"])]),
        Arrow("Regularization", ["Adapting", "Prediction", "Rows", "Training", "Models", "Saving", .. s_layers]),
        // An operation is a node of a model with several inputs, as a merging layer is, and the code of files uses it.
        Arrow("Operations", ["Adapting", "Prediction", "Rows", "Training", "Models", .. s_layers.Except(["Merging"])]),
        Arrow("Host", ["Core", "Adapting", "Prediction", "Rows", "Training", "Models", "Saving", .. s_layers]),
        Arrow("Data", ["Prediction", "Rows", "Models", "Saving", .. s_layers]),
        // A feature space is a model of layers of every kind.
        Arrow("Tables", ["Saving"]),
        // The code that draws and writes pages does not depend on the contents.
        Arrow("Showing", ["Core", "Adapting", "Prediction", "Rows", "Config", "Data", "Skew", "Training", "Models", "Saving", .. s_layers]),
        Arrow("Saving", []),
        Arrow("Skew", ["Prediction", "Rows", "Training", "Models", "Saving", .. s_layers]),
    ];

    [Test]
    public void EveryFolder_HasItsArrows()
    {
        // A report depends on all other folders.
        var folders = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", "Layers"))
            .Select(path => Path.GetFileName(path)).Except(["bin", "obj", "Reporting"]);
        Assert.That(folders.Except(s_arrows.Select(arrow => (string)arrow.Arguments[0]!)), Is.Empty);
    }

    [Test]
    public void AProjectKnowsOnlyThoseBelowIt()
    {
        Assert.Multiple(() =>
        {
            Assert.That(LayersReferences(s_assemblies[2]), Is.Empty);
            Assert.That(LayersReferences(s_assemblies[1]), Is.EquivalentTo(new[] { "Layers.Graphs" }));
            Assert.That(LayersReferences(s_assemblies[0]), Is.EquivalentTo(new[] { "Layers.Graphs", "Layers.Onnx" }));
        });
    }

    [TestCaseSource(nameof(s_arrows))]
    public void AFolderKnowsOnlyThoseBelowIt(string folder, string[] above)
    {
        static string Type(string file) => Path.GetFileName(file).Split('.')[0];
        // A class may continue in a folder above, as a layer that predicts does: it belongs to the folder where it begins.
        static bool Begins(string file) => Path.GetFileNameWithoutExtension(file) == Type(file);
        // Each folder has its part of the class that creates the exceptions.
        var own = Files(folder).Select(Type).Append("Throw").ToHashSet();
        var known = above.SelectMany(name => Files(name).Where(Begins).Select(Type).Where(type => !own.Contains(type))
            .Select(type => (Folder: name, Type: type))).ToLookup(pair => pair.Type, pair => pair.Folder);
        Assert.That(known, Is.Not.Empty);
        Assert.Multiple(() =>
        {
            foreach (var file in Files(folder))
            {
                var code = Comments().Replace(File.ReadAllText(file), "");
                var members = Members().Matches(code).Select(match => match.Groups[1].Value).ToHashSet();
                // The backward half of a layer is copied through its settings, as in Keras.
                if (Type(file) == nameof(Bidirectional)) members.Add(nameof(LayerJson));
                foreach (var word in Words().Matches(code).Select(match => match.Value).Distinct().Where(known.Contains).Except(members))
                    Assert.Fail($"{Path.GetFileName(file)} in {folder} uses {word} of {known[word].First()}.");
            }
        });
    }

    [Test]
    public void AClassIsAbstractOrSealed()
    {
        var open = s_assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false }
            && type.Namespace?.StartsWith("Layers", StringComparison.Ordinal) == true
            && !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)));
        Assert.That(open.Select(type => type.FullName), Is.Empty);
    }

    [Test]
    public void OurOwnFaults_AreThrownAsOneKind()
    {
        var inline = Files("").Where(file => File.ReadAllText(file).Contains("\"Bug in Layers:", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file));
        Assert.That(inline.Except(["Throw.cs"]), Is.Empty);
    }

    private static IEnumerable<string> LayersReferences(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("Layers", StringComparison.Ordinal));

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Layers", folder), "*.cs", SearchOption.AllDirectories);

    // Feature spaces are models: a folder that must not depend on models must not depend on spaces either. Reports are above all folders.
    private static TestCaseData Arrow(string folder, params string[] above) =>
        new TestCaseData(folder, above.Contains("Models") ? [.. above, "Tables", "Reporting"]
            : new[] { "Reporting" }.Concat(above).ToArray()).SetArgDisplayNames(folder);

    [GeneratedRegex("(?m)//.*$|\"[^\"\\n]*\"")]
    private static partial Regex Comments();

    // A property or parameter may have the name of a class.
    [GeneratedRegex(@"(?m)(?:^\s+|\)\s+|\b(?!(?:new|return|is|as|in|case|await)\b)\w+[\]>?)]*\s+)([A-Z]\w+)(?=\s*(?:\{ get|,|\)|=>|= \d))")]
    private static partial Regex Members();

    [GeneratedRegex(@"(?<=\bnew )[A-Z]\w+|(?<![.\w])[A-Z]\w+(?!\w*[(:])")]
    private static partial Regex Words();
}
