using System.Globalization;

namespace Layers.ScikitLearn;

/// <summary>The exceptions of this project, by area. Each message has the rule, the expected and the received value, the place, and a
/// remedy.</summary>
internal static partial class Throw
{
    private const string WriteAgain = "Copy the file again, as bytes, or write it again in Python.";

    private const string Kinds = "Layers reads what Python's pickle and joblib write";

    // A name in a file may have any length.
    private const int LongestWord = 100;

    public static InvalidOperationException Bug(string what) => new($"Bug in Layers: {what}");

    public static string Say(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static InvalidDataException EmptyFile(string name) => new($"'{name}' is empty: it holds no object. {WriteAgain}");

    public static NotSupportedException OtherKind(string name, string what) => new($"'{name}' is not a pickle: {Kinds}, and this is " +
        $"{what}.");

    public static NotSupportedException UnknownCompression(string name, string kind) =>
        new($"'{name}' is compressed with {kind}: {Kinds}, plain or compressed with zlib, gzip, bz2, xz or lzma. In Python: " +
            "joblib.dump(joblib.load(path), path, compress=3).");

    public static NotSupportedException FileTooLarge(string name, long length) =>
        new($"'{name}' has {Figures.Count(length, "byte")}: a fitted scaler or encoder takes a few thousand. If it holds a whole " +
            "estimator, save its preprocessing alone.");

    public static InvalidDataException BadCompression(string name, string kind, Exception fault) =>
        new($"'{name}' is damaged: it starts like {kind} data, but cannot be unpacked. {WriteAgain}", fault);

    public static InvalidDataException UnpacksToTooMuch(string name, string kind, long most) =>
        new($"'{name}' is {kind} data that unpacks to more than {Say(most)} bytes, which is more than its length allows. It is damaged " +
            "or made to fill the memory. In Python: joblib.dump(joblib.load(path), path).");

    public static InvalidDataException Truncated(PickleSource source, ulong needed) =>
        new($"'{source.Name}' is damaged: the instruction {source.Where} needs {needed.ToString("N0", CultureInfo.InvariantCulture)} " +
            $"bytes, and {Say(source.Left)} are left. {WriteAgain}");

    public static InvalidDataException Damaged(PickleSource source, string what) =>
        new($"'{source.Name}' is damaged: {source.Where}, {what}. {WriteAgain}");

    public static InvalidDataException NotInMemo(PickleSource source, long place) =>
        Damaged(source, $"a value refers to the memo's entry {Say(place)}, which does not exist");

    public static InvalidDataException ImpossibleAxis(PickleSource source) => Damaged(source, "an array has an axis of an impossible size");

    public static InvalidDataException UnknownOpcode(PickleSource source, byte opcode) =>
        source.Opcode == 0
            ? new($"'{source.Name}' is not a pickle: {Kinds}, and no pickle starts with the byte 0x{opcode:X2}.")
            : Damaged(source, $"the byte 0x{opcode:X2} is not an instruction of a pickle");

    public static NotSupportedException UnknownProtocol(PickleSource source, int protocol) =>
        new($"'{source.Name}' is written in protocol {Say(protocol)} of pickle: {Kinds} in protocols 0 to 5. In Python: " +
            "pickle.dump(object, file, protocol=5).");

    public static Exception BytesLeft(PickleSource source)
    {
        var (end, left) = (source.Position, source.Left);
        return IsPickle(source)
            ? new NotSupportedException(
                $"'{source.Name}' holds more than one object: the first ends at byte {Say(end)} of {Say((long)end + left)}, and another " +
                "follows. In Python, load them one after the other from the open file, and save each in a file of its own.")
            : new InvalidDataException(
                $"'{source.Name}' is damaged: its object ends at byte {Say(end)}, and the file ends at byte {Say((long)end + left)}. " +
                WriteAgain);
    }

    // From protocol 2 on, a pickle starts with its protocol number.
    private static bool IsPickle(PickleSource source)
    {
        var next = source.Byte();
        return next == (byte)PickleOpcode.Proto || source.IsProtocol0(next);
    }

    public static InvalidDataException Cycle(string name) =>
        new($"'{name}' has a value that contains itself. No fitted object does; the file is damaged or malicious.");

    public static InvalidDataException TooDeep(string name, int most) =>
        new($"'{name}' has values nested more than {Say(most)} deep. No fitted object does; the file is damaged or " +
            "malicious.");

    public static InvalidDataException TooMuchWork(string name) =>
        new($"'{name}' needs far more work than its length explains. It is damaged or malicious.");

    public static NotSupportedException PartsElsewhere(PickleSource source, string what) =>
        new($"'{source.Name}' names, {source.Where}, {what}. {Kinds} with everything inside the file.");

    public static NotSupportedException ArrayInAnotherFile(PickleSource source) =>
        new($"'{source.Name}' was written by a release of joblib before 0.10, which put arrays into files beside it. Write it again in " +
            "Python: joblib.dump(joblib.load(path), path).");

    public static NotSupportedException UnknownDType(PickleSource source, string dtype) =>
        new($"'{source.Name}' holds, {source.Where}, an array of NumPy with the dtype {Short(dtype)}. Layers reads Booleans, " +
            "integers, float16 to float64, texts, dates and objects. Cast it in Python, and fit and save again.");

    public static NotSupportedException IntegerTooLarge(PickleSource source) =>
        new($"'{source.Name}' holds, {source.Where}, an array with an integer beyond 9,223,372,036,854,775,807, which int64 cannot " +
            "hold. Cast it to float64 in Python, and fit and save again.");

    public static NotSupportedException NoArchive(PickleSource source) =>
        new($"'{source.Name}' holds, {source.Where}, a Keras model as a release before 2.13 pickled it, which is not a .keras archive. " +
            "In Python: model.save(\"model.keras\").");

    private static string Short(string word) => word.Length <= LongestWord ? word : $"{word.AsSpan(0, LongestWord)}…";
}
