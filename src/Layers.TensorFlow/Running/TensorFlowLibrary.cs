using System.Reflection;
using System.Runtime.InteropServices;

namespace Layers.TensorFlow;

/// <summary>Finds and loads TensorFlow's native library, once.</summary>
internal static class TensorFlowLibrary
{
    /// <summary>The environment variable with the path of the library or its folder.</summary>
    public const string Variable = "LAYERS_TENSORFLOW";

    private const string LogLevel = "TF_CPP_MIN_LOG_LEVEL";

    private static readonly Lock s_lock = new();
    private static nint s_handle;
    private static string? s_version;

    /// <summary>Loads the library, if no earlier call did. After a failure the next call tries again.</summary>
    /// <returns>The library's version.</returns>
    /// <exception cref="DllNotFoundException">The library is missing, or the file is another library.</exception>
    public static string Require()
    {
        lock (s_lock)
        {
            if (s_version is not null) return s_version;
            if (s_handle == 0)
            {
                // The log level must be set before the library is loaded; otherwise it writes to the error stream.
                if (Environment.GetEnvironmentVariable(LogLevel) is null) NativeEnvironment.Set(LogLevel, "3");
                s_handle = Load();
                NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, (name, _, _) => name == Native.Library ? s_handle : 0);
            }
            unsafe
            {
                return s_version = Marshal.PtrToStringUTF8((nint)Native.TF_Version())!;
            }
        }
    }

    private static nint Load()
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(given))
            return NativeLibrary.TryLoad(Native.Library, Assembly.GetExecutingAssembly(), null, out var found)
                ? Checked(found, Native.Library) : throw Throw.NoLibrary();
        var paths = Directory.Exists(given) ? FileNames().Select(name => Path.Combine(given, name)).Where(File.Exists).ToList() : [given];
        if (paths.Count == 0 || !File.Exists(paths[0])) throw Throw.NoLibraryAt(given, FileNames());
        nint library;
        try
        {
            library = NativeLibrary.Load(paths[0]);
        }
        catch (Exception e) when (e is BadImageFormatException or DllNotFoundException)
        {
            throw Throw.NotALibrary(paths[0], e);
        }
        return Checked(library, paths[0]);
    }

    private static nint Checked(nint library, string path)
    {
        // A library without the first function is not TensorFlow. A library without the second function is older than TensorFlow 2.4, and
        // its strings do not have 24 bytes.
        foreach (var name in (string[])["TF_LoadSessionFromSavedModel", "TF_StringInit"])
            if (!NativeLibrary.TryGetExport(library, name, out _))
            {
                NativeLibrary.Free(library);
                throw Throw.AnotherLibrary(path, name);
            }
        return library;
    }

    private static string[] FileNames() =>
        OperatingSystem.IsWindows() ? ["tensorflow.dll"]
        : OperatingSystem.IsMacOS() ? ["libtensorflow.dylib", "libtensorflow.2.dylib"]
        : ["libtensorflow.so", "libtensorflow.so.2"];
}
