# Read by the commands beside it: finds Python and hands over to the launcher (sinho/launch).
set -euo pipefail
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd -P)"

python=""
for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python="$name"
        break
    fi
done
if [ -z "$python" ]; then
    echo "Máy chưa có Python 3.11 trở lên; hãy cài (Debian, Ubuntu: sudo apt-get install -y python3) rồi chạy lại." >&2
    exit 1
fi

export PYTHONPATH="$root"
exec "$python" -P -m sinho.launch "$@"
