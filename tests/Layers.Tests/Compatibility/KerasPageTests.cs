using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Layers.Tests.Training;

namespace Layers.Tests.Compatibility;

/// <summary>The Python of docs/from-keras.md and docs/files.md, run unchanged by real Keras.</summary>
[Category("Interop")]
public sealed class KerasPageTests
{
    [Test]
    public void AModelForPython_PredictsTheSame()
    {
        using var folder = new TempFolder();
        var normalization = new Normalization();
        normalization.Adapt(new float[,] { { 8, 307, 130, 3504, 12, 1970 }, { 4, 97, 46, 1835, 20.5f, 1971 } });
        using var model = new Sequential(seed: 1) { new Input(6), normalization, new Dense(1) };
        model.Save(folder.At("mpg.keras"));
        var expected = model.Predict(new float[,] { { 8, 307, 130, 3504, 12, 1970 } })[0, 0];
        Assert.That(float.Parse(Printed("from-keras.md", "model", folder), CultureInfo.InvariantCulture),
            Is.EqualTo(expected).Within(1e-3).Percent);
    }

    [Test]
    public void TheWordsOfAFile_AreReadWithoutTheLibrary()
    {
        using var folder = new TempFolder();
        using var model = new Sequential { new Input(2), new Dense(3, Activation.Softmax) };
        model.SetClasses(["Adelie", "Chinstrap", "Gentoo"]);
        model.Save(folder.At("penguins.keras"));
        Assert.That(Printed("files.md", "words", folder), Is.EqualTo("['Adelie', 'Chinstrap', 'Gentoo']"));
    }

    private static string Printed(string page, string marker, TempFolder folder)
    {
        var python = Path.Combine(KerasProcess.Folder, "bin", "keras-python");
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", page));
        var script = Regex.Match(text, $"<!-- python: {marker} -->\n```python\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        Assert.That(script, Is.Not.Empty);
        var start = new ProcessStartInfo(python, ["-c", script])
        {
            WorkingDirectory = folder.At("."),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KERAS_BACKEND"] = "jax";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        return output.Result.Trim();
    }
}
