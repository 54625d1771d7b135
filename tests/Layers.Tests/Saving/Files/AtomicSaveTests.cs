using System.Diagnostics;

namespace Layers.Tests;

/// <summary>The results of a save: the mode of the file and a symbolic link are kept, and no temporary file remains, also after a killed
/// save.</summary>
public sealed class AtomicSaveTests
{
    private TempFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new TempFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    private static readonly TestCaseData[] s_writers =
    [
        new TestCaseData("model.keras", (Action<Sequential, string>)((model, path) => model.Save(path))).SetArgDisplayNames("Save"),
        new TestCaseData("model.weights.h5", (Action<Sequential, string>)((model, path) => model.SaveWeights(path)))
            .SetArgDisplayNames("SaveWeights"),
        new TestCaseData("model.onnx", (Action<Sequential, string>)((model, path) => model.ExportOnnx(path)))
            .SetArgDisplayNames("ExportOnnx"),
        new TestCaseData("state.json", (Action<Sequential, string>)((model, path) => ((Normalization)model.Layers[0]).State!.Save(path)))
            .SetArgDisplayNames("AdaptState"),
    ];

    [TestCaseSource(nameof(s_writers))]
    public void AModeStays_AndALink(string name, Action<Sequential, string> save)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("File modes exist on Unix only.");
            return;
        }
        using var model = Adapted();
        var (file, link) = (_folder.At(name), _folder.At("link." + name));
        save(model, file);
        var written = File.ReadAllBytes(file);
        File.WriteAllText(file, "old");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(file, Mode);
        File.CreateSymbolicLink(link, file);
        save(model, link);
        Assert.That(new FileInfo(link).LinkTarget, Is.EqualTo(file));
        Assert.That(File.GetUnixFileMode(file), Is.EqualTo(Mode));
        Assert.That(File.ReadAllBytes(file), Has.Length.EqualTo(written.Length));
        Assert.That(Entries(), Is.EquivalentTo(new[] { name, "link." + name }));
    }

    [Test]
    public void AFoldersModesStay_AndALink()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("File modes exist on Unix only.");
            return;
        }
        using var model = Adapted();
        model.Save(_folder.At("model"), zipped: false);
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(_folder.At("model/config.json"), Mode);
        File.SetUnixFileMode(_folder.At("model"), Mode | UnixFileMode.UserExecute);
        Directory.CreateSymbolicLink(_folder.At("link"), _folder.At("model"));
        model.Save(_folder.At("link"), zipped: false);
        Assert.That(new DirectoryInfo(_folder.At("link")).LinkTarget, Is.EqualTo(_folder.At("model")));
        Assert.That(File.GetUnixFileMode(_folder.At("model/config.json")), Is.EqualTo(Mode));
        Assert.That(File.GetUnixFileMode(_folder.At("model")), Is.EqualTo(Mode | UnixFileMode.UserExecute));
        using var loaded = Model.Load(_folder.At("link"));
        Assert.That(Entries(), Is.EquivalentTo(new[] { "model", "link" }));
    }

    [Test]
    public void ALinkToWhatIsNotThereYet_IsFollowed()
    {
        using var model = Adapted();
        File.CreateSymbolicLink(_folder.At("link.keras"), _folder.At("target.keras"));
        model.Save(_folder.At("link.keras"));
        Assert.That(new FileInfo(_folder.At("link.keras")).LinkTarget, Is.EqualTo(_folder.At("target.keras")));
        using var loaded = Model.Load(_folder.At("target.keras"));
    }

    [Test]
    public void ALeftoverOfAKilledSave_IsRemoved_AndNothingElse()
    {
        using var model = Adapted();
        var path = _folder.At("model.keras");
        // No process has the file of a killed save open; a running save has its file open.
        File.WriteAllText(Leftovers.TemporaryPath(path), "half");
        using var living = Leftovers.Create(Leftovers.TemporaryPath(path));
        string[] others = [".model.keras.mine", ".model.keras.backup.saving", ".other.keras.abcdefgh.ijk.saving"];
        foreach (var other in others) File.WriteAllText(_folder.At(other), "mine");
        model.Save(path);
        Assert.That(Entries(), Is.EquivalentTo(others.Append("model.keras").Append(Path.GetFileName(living.Name))));
    }

    [Test]
    public void TheFileOfAKilledSave_IsRemovedByTheNextSave()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("The test needs a Unix shell to lock a file.");
            return;
        }
        using var model = Adapted();
        var path = _folder.At("model.keras");
        var beside = Leftovers.TemporaryPath(path);
        File.WriteAllText(beside, "half");
        // Another process locks the file, as .NET locks files that it writes.
        using (var holder = Process.Start(new ProcessStartInfo("flock") { ArgumentList = { "--shared", beside, "sleep", "60" } })!)
        {
            while (IsFree(beside)) Thread.Sleep(10);
            model.Save(path);
            Assert.That(File.Exists(beside), "A running process has it open.");
            holder.Kill(entireProcessTree: true);
            holder.WaitForExit();
        }
        // The child process ends a little later.
        while (!IsFree(beside)) Thread.Sleep(10);
        model.Save(path);
        Assert.That(Entries(), Is.EqualTo(new[] { "model.keras" }));
    }

    [Test]
    public void AFolderKilledBetweenItsRenames_IsThereForTheNextLoadAndSave([Values] bool load, [Values] bool isNewWhole)
    {
        using var model = Adapted();
        var path = _folder.At("model");
        model.Save(path, zipped: false);
        var beside = Leftovers.TemporaryPath(path);
        File.WriteAllText(beside, "");
        Directory.Move(path, Leftovers.OldFolder(beside));
        if (isNewWhole)
        {
            using var other = new Sequential { new Input(2), new Rescaling(3) };
            other.Save(_folder.At("other"), zipped: false);
            Directory.Move(_folder.At("other"), Leftovers.NewFolder(beside));
        }
        if (!load)
        {
            model.Save(path, zipped: false);
            Assert.That(Entries(), Is.EqualTo(new[] { "model" }));
            return;
        }
        using var loaded = Model.Load(path);
        Assert.That(loaded.Layers[0], isNewWhole ? Is.TypeOf<Rescaling>() : Is.TypeOf<Normalization>());
        Assert.That(Entries(), Is.EqualTo(new[] { "model" }));
    }

    [Test]
    public void AFolderKilledWhileItIsWritten_LeavesTheOldOne()
    {
        using var model = Adapted();
        var path = _folder.At("model");
        model.Save(path, zipped: false);
        var beside = Leftovers.TemporaryPath(path);
        File.WriteAllText(beside, "");
        Directory.CreateDirectory(Leftovers.NewFolder(beside));
        File.WriteAllText(Path.Combine(Leftovers.NewFolder(beside), "config.json"), "half");
        using (var loaded = Model.Load(path)) Assert.That(loaded.Layers[0], Is.TypeOf<Normalization>());
        model.Save(path, zipped: false);
        Assert.That(Entries(), Is.EqualTo(new[] { "model" }));
    }

    [Test]
    public void AnOldFolderThatCannotBeDeleted_IsDeletedByALaterSave()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("A user who may write everywhere is never refused.");
            return;
        }
        using var model = Adapted();
        var path = _folder.At("model");
        model.Save(path, zipped: false);
        var assets = Directory.CreateDirectory(Path.Combine(path, "assets"));
        File.WriteAllText(Path.Combine(assets.FullName, "words.txt"), "old");
        File.SetUnixFileMode(assets.FullName, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        model.Save(path, zipped: false);
        Assert.That(Entries(), Has.Exactly(3).Items, "The model, the old one, and the file by which it is found.");
        var old = Directory.GetDirectories(_folder.At("."), "*.old").Single();
        File.SetUnixFileMode(Path.Combine(old, "assets"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        model.Save(path, zipped: false);
        Assert.That(Entries(), Is.EqualTo(new[] { "model" }));
    }

    [Test]
    public void WithoutPermission_ItIsAnIOException()
    {
        Assert.That(() => AtomicFile.Write(_folder.At("a"), _ => throw new UnauthorizedAccessException("No.")),
            Throws.TypeOf<IOException>().With.Message.Contains(_folder.At("a")));
        Assert.That(() => ArchiveFolder.Write(_folder.At("b"), Denied()),
            Throws.TypeOf<IOException>().With.Message.Contains(_folder.At("b")));
        Assert.That(Entries(), Is.Empty);

        static IEnumerable<(string, byte[])> Denied()
        {
            yield return ("config.json", []);
            throw new UnauthorizedAccessException("No.");
        }
    }

    private static bool IsFree(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private IEnumerable<string> Entries() =>
        Directory.GetFileSystemEntries(Path.GetDirectoryName(_folder.At("x"))!).Select(entry => Path.GetFileName(entry));

    private static Sequential Adapted()
    {
        var model = new Sequential { new Input(2), new Normalization(), new Dense(1) };
        model.Adapt(new float[,] { { 1, 2 }, { 3, 5 } });
        return model;
    }
}
