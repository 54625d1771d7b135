using Layers.Graphs;
using Layers.Tests.Training;

namespace Layers.Tests.Comfort;

/// <summary>Paths that cannot be written or read: the message has the given path, the reason and the remedy.</summary>
public sealed class FilePathTests
{
    private static IEnumerable<TestCaseData> Files => new (string Name, string Ending, Action<Model, string> Write)[]
    {
        ("Save", ".keras", (model, path) => model.Save(path)),
        ("SaveWeights", ".weights.h5", (model, path) => model.SaveWeights(path)),
        ("ExportOnnx", ".onnx", (model, path) => model.ExportOnnx(path)),
        ("CsvLogger", ".csv", (model, path) => model.Fit(SmallData.X(), SmallData.Y(), callbacks: [new CsvLogger(path)])),
        ("AdaptState", ".json", (_, path) => State().Save(path)),
    }.Select(one => new TestCaseData(one.Ending, one.Write).SetArgDisplayNames(one.Name));

    [TestCaseSource(nameof(Files))]
    public void AMissingFolder_IsNamed(string ending, Action<Model, string> write)
    {
        using var folder = new TempFolder();
        using var model = SmallData.Compiled(new Sgd(0.01));
        var path = Path.Combine(folder.At("nowhere"), "file" + ending);
        Assert.That(() => write(model, path),
            Throws.InstanceOf<IOException>().With.Message.StartsWith(
            $"'{path}' cannot be written: there is no folder '{folder.At("nowhere")}'. Make it first"));
        Assert.That(Directory.Exists(folder.At("nowhere")), Is.False);
    }

    [TestCaseSource(nameof(Files))]
    public void AFolderInPlaceOfAFile_IsReported(string ending, Action<Model, string> write)
    {
        using var folder = new TempFolder();
        using var model = SmallData.Compiled(new Sgd(0.01));
        var path = folder.At("file" + ending);
        Directory.CreateDirectory(path);
        Assert.That(() => write(model, path),
            Throws.InstanceOf<IOException>().With.Message.StartsWith($"'{path}' cannot be written: there is a folder of that name"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.At(".")).Count(), Is.EqualTo(1), "No temporary file remains.");
    }

    [TestCaseSource(nameof(Files))]
    public void AFolderThatIsReadOnly_IsReported(string ending, Action<Model, string> write)
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("A user who may write everywhere is never refused.");
            return;
        }
        using var folder = new TempFolder();
        using var model = SmallData.Compiled(new Sgd(0.01));
        var kept = Directory.CreateDirectory(folder.At("kept"));
        File.SetUnixFileMode(kept.FullName, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var path = Path.Combine(kept.FullName, "file" + ending);
            Assert.That(() => write(model, path),
                Throws.InstanceOf<IOException>().With.Message.StartsWith(
                $"'{path}' cannot be written: this process may not write into the folder '{kept.FullName}'"));
        }
        finally
        {
            File.SetUnixFileMode(kept.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Test]
    public void AFolderOfAModel_NeedsItsFolder()
    {
        using var folder = new TempFolder();
        using var model = SmallData.Compiled(new Sgd(0.01));
        Assert.That(() => model.Save(Path.Combine(folder.At("nowhere"), "model"), zipped: false),
            Throws.InstanceOf<IOException>().With.Message.Contains($"there is no folder '{folder.At("nowhere")}'"));
    }

    [Test]
    public void AFailedSave_ReportsItsCause_AndNotTheFailedCleanUp()
    {
        using var folder = new TempFolder();
        var path = folder.At("file.bin");
        File.WriteAllText(path, "old");
        Assert.That(() => AtomicFile.Write(path, stream =>
        {
            // Deletes the partial file before the clean-up does.
            foreach (var beside in Directory.EnumerateFiles(folder.At("."), ".*")) File.Delete(beside);
            throw new InvalidOperationException("the reason");
        }), Throws.InvalidOperationException.With.Message.EqualTo("the reason"));
        Assert.That(File.ReadAllText(path), Is.EqualTo("old"));
    }

    [Test]
    public void TheMessage_DoesNotNameTheTemporaryFile()
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("Only Linux has a folder in which no user can create files.");
        Assert.That(() => AtomicFile.Write("/proc/file.bin", stream => stream.WriteByte(1)),
            Throws.InstanceOf<IOException>().With.Message.StartsWith("'/proc/file.bin' cannot be written: ")
                .And.Message.Not.Contains(".saving"));
    }

    [Test]
    public void AFileThatIsNotThere_GetsTheNearest()
    {
        using var folder = new TempFolder();
        using (var model = SmallData.Compiled(new Sgd(0.01))) model.Save(folder.At("penguins.keras"));
        using var other = SmallData.Compiled(new Sgd(0.01));
        Assert.Multiple(() =>
        {
            Assert.That(() => Model.Load(folder.At("penguin.keras")),
                Throws.TypeOf<FileNotFoundException>().With.Message.Contains("Did you mean 'penguins.keras'?"));
            Assert.That(() => other.LoadWeights(folder.At("penguin.keras")),
                Throws.TypeOf<FileNotFoundException>().With.Message.Contains("Did you mean 'penguins.keras'?"));
            Assert.That(() => Model.Load(Path.Combine(folder.At("nowhere"), "a.keras")),
                Throws.TypeOf<FileNotFoundException>().With.Message.Contains($"and no folder '{folder.At("nowhere")}' for it"));
            Assert.That(() => Model.Load(folder.At(".")), Throws.TypeOf<InvalidDataException>().With.Message.Contains("folder"));
        });
        File.WriteAllText(folder.At("empty.keras"), "");
        Assert.That(() => Model.Load(folder.At("empty.keras")),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("is an empty file"));
        Assert.That(() => other.LoadWeights(folder.At("empty.keras")),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("is an empty file"));
        Assert.That(() => AdaptState.Load(folder.At("empty.keras")),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("is an empty file"));
    }

    private static AdaptState State()
    {
        var layer = new Normalization();
        layer.Adapt(SmallData.X());
        return layer.State!;
    }
}
