using Google.Protobuf;
using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>Checks a folder before the library opens it, and explains why the library refused it.</summary>
internal static class SavedModelFolder
{
    // The binary form, the text form, and the form of a model of more than 2 GiB, which is split into several files.
    private static readonly string[] s_files = ["saved_model.pb", "saved_model.pbtxt", "saved_model.cpb"];

    /// <summary>Throws if a folder has no SavedModel.</summary>
    public static void Require(string folder)
    {
        if (File.Exists(folder)) throw Throw.NotAFolder(folder);
        if (!Directory.Exists(folder)) throw Throw.NoFolder(folder);
        if (!Array.Exists(s_files, name => File.Exists(Path.Combine(folder, name)))) throw Throw.NotASavedModel(folder, Versions(folder));
    }

    /// <summary>Returns the exception for a folder that the library did not open. If the file has no graph with the tags, the exception
    /// says so.</summary>
    public static InvalidDataException CannotOpen(string folder, string[] tags, string message)
    {
        try
        {
            var path = Path.Combine(folder, s_files[0]);
            if (!File.Exists(path)) return Throw.Damaged(folder, message);
            using var stream = File.OpenRead(path);
            var model = SavedModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(stream);
            var there = model.MetaGraphs.Select(meta => meta.MetaInfoDef?.Tags.ToArray() ?? []).ToArray();
            return Array.Exists(there, set => set.ToHashSet().SetEquals(tags)) ? Throw.Damaged(folder, message) : Throw.OtherTags(folder,
                tags, there);
        }
        catch (InvalidProtocolBufferException)
        {
            return Throw.Damaged(folder, message);
        }
    }

    // TensorFlow Serving keeps versions of a model in numbered folders.
    private static string? Versions(string folder) =>
        Directory.EnumerateDirectories(folder).FirstOrDefault(inner => Array.Exists(s_files, name =>
            File.Exists(Path.Combine(inner, name))));
}
